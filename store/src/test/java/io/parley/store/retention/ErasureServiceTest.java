// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageStatus;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.edit.EditScope;
import io.parley.store.query.MessageView;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Tests that an erasure leaves only the times of the client's messages, in every table. */
class ErasureServiceTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String CLIENT = "79161234567";
    private static final String SESSION = "telegram-" + CLIENT + ".38ea0050";
    /** The word that the test searches for: it occurs nowhere else, and compression does not change it. */
    private static final String SECRET = "Zq7XsecretW9";

    /**
     * A block keeps the client's id, because the bot asks by it. The record in quarantine has a longer id that contains
     * it.
     */
    private static final List<String> WITH_ID = List.of("client_block", "quarantine");

    private final SettableClock clock = new SettableClock(NOON);

    @EachEngine
    void nothingOfTheClientIsLeftInAnyTable(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            tellEverything(fixture);
            assertThat(tablesWith(fixture, SECRET))
                    .contains(
                            "message",
                            "session",
                            "client",
                            "session_data",
                            "message_comment",
                            "client_block",
                            "message_reaction",
                            "quarantine",
                            "filter_set",
                            "schedule",
                            "task");
            assertThat(tablesWith(fixture, CLIENT)).contains("experiment_join");
            Erasure erasure = ask(fixture);
            assertThat(fixture.store().erasures().count(erasure)).isEqualTo(3);
            List<String> files = erase(fixture, erasure);

            assertThat(tablesWith(fixture, SECRET)).isEmpty();
            assertThat(tablesWith(fixture, CLIENT)).containsExactlyElementsOf(WITH_ID);
            assertThat(files).containsExactlyInAnyOrder("report", "asked for");
            assertThat(fixture.store()
                            .tasks()
                            .get(fixture.accountId(), null, "report")
                            .orElseThrow())
                    .extracting(Task::status, Task::failure)
                    .containsExactly(
                            TaskStatus.COMPLETED,
                            "the file was deleted, because a client of whom it may have told was erased; start the report again");
            assertThat(fixture.store().tasks().get(fixture.accountId(), null, "asked for"))
                    .isEmpty();
            MessageView message = CleanupServiceTest.message(fixture, "q1");
            assertThat(message.message().cleaned()).isTrue();
            assertThat(message.message().turn().nlp().state()).isEqualTo("/state");
            assertThat(message.message().turn().time()).isEqualTo(NOON.minusSeconds(60));
            assertThat(message.session().session().sessionId()).startsWith("erased-");
            assertThat(message.session().session().questionCount()).isEqualTo(3);
            assertThat(CleanupServiceTest.message(fixture, "boris")
                            .message()
                            .turn()
                            .question())
                    .isEqualTo("I stay");
            assertThat(fixture.store()
                            .erasures()
                            .get(fixture.projectId(), erasure.clientKey())
                            .orElseThrow())
                    .extracting(Erasure::clientId, Erasure::doneAt)
                    .containsExactly(null, NOON);
        }
    }

    @EachEngine
    void whatIsReportedOnceMoreComesWithoutContentAndWhatIsNewStays(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            List<LogRecord> all = tellEverything(fixture);
            erase(fixture, ask(fixture));
            Map<String, List<String>> erased = StoreProbe.contents(fixture.store());
            // Records about a message are reported without the client; an id that names the client comes back with
            // them.
            fixture.append(all.stream()
                    .filter(record -> !(record instanceof LogRecord.Status))
                    .toList());
            Differences.assertSame("all over again", StoreProbe.contents(fixture.store()), erased);
            fixture.append(List.of(
                    SecretBearingMessages.everywhere(CLIENT, SESSION, "q1", NOON.minusSeconds(59), SECRET),
                    SecretBearingMessages.everywhere(CLIENT, SESSION, "never seen", NOON.minusSeconds(300), SECRET),
                    SecretBearingMessages.everywhere(
                            CLIENT, "other " + CLIENT, "other session", NOON.minusSeconds(300), SECRET),
                    new LogRecord.Reaction(SecretBearingMessages.BOT, CLIENT, "m2", SESSION, "q1", SECRET, NOON)));
            assertThat(CleanupServiceTest.messages(fixture)).hasSize(6);
            assertThat(tablesWith(fixture, SECRET)).isEmpty();
            assertThat(tablesWith(fixture, CLIENT)).containsExactlyElementsOf(WITH_ID);

            fixture.append(
                    List.of(SecretBearingMessages.plain(CLIENT, SESSION, "back", NOON.plusSeconds(1), "I am back")));
            MessageView back = CleanupServiceTest.message(fixture, "back");
            assertThat(back.message().turn().question()).isEqualTo("I am back");
            assertThat(back.session().session().sessionId()).isEqualTo(SESSION);
            assertThat(back.session().session().clientId()).isEqualTo(CLIENT);
            assertThat(CleanupServiceTest.message(fixture, "q1")
                            .message()
                            .turn()
                            .question())
                    .isEmpty();

            clock.advance(Duration.ofHours(1));
            erase(fixture, ask(fixture));
            assertThat(CleanupServiceTest.message(fixture, "back")
                            .message()
                            .turn()
                            .question())
                    .isEmpty();
            assertThat(tablesWith(fixture, SESSION)).isEmpty();
        }
    }

    @EachEngine
    void whoeverGoesOnAfterACrashErasesTheRest(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            tellEverything(fixture);
            Erasure erasure = ask(fixture);
            // The steps that a server had done when it crashed.
            fixture.store().erasures().redactMentions(erasure);
            fixture.store().erasures().eraseSome(erasure, ErasureService.Reached.NOTHING);
            Erasure found = fixture.store()
                    .erasures()
                    .get(fixture.projectId(), erasure.clientKey())
                    .orElseThrow();
            assertThat(found).isEqualTo(erasure);
            erase(fixture, found);
            erase(fixture, found);
            assertThat(tablesWith(fixture, SECRET)).isEmpty();
            assertThat(tablesWith(fixture, CLIENT)).containsExactlyElementsOf(WITH_ID);
        }
    }

    @EachEngine
    void whatIsReportedAllTheWhileIsErasedToo(TestEngine engine) throws Exception {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            int messages = 200;
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                fixture.append(List.of(
                        SecretBearingMessages.everywhere(CLIENT, SESSION, "first", NOON.minusSeconds(1), SECRET)));
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < messages; i++) {
                    LogRecord.Message message = SecretBearingMessages.everywhere(
                            CLIENT, SESSION, "q" + i, NOON.minusSeconds(messages - i), SECRET);
                    done.add(threads.submit(() -> fixture.append(List.of(message))));
                    if (i == messages / 2) {
                        done.add(threads.submit(() -> erase(fixture, ask(fixture))));
                    }
                }
                for (Future<?> each : done) {
                    each.get(2, TimeUnit.MINUTES);
                }
            }
            assertThat(CleanupServiceTest.messages(fixture))
                    .hasSize(messages + 1)
                    .allMatch(view -> view.message().cleaned());
            assertThat(tablesWith(fixture, SECRET)).isEmpty();
            assertThat(tablesWith(fixture, CLIENT)).isEmpty();
        }
    }

    @EachEngine
    void aReportThatIsBeingWrittenLosesItsFileWhenItIsDone(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            var tasks = fixture.store().tasks();
            tasks.add("r", fixture.accountId(), null, "MESSAGES", "{}", "messages.csv");
            tasks.claim("worker", List.of("MESSAGES"), List.of());
            clock.advance(Duration.ofSeconds(1));
            fixture.append(List.of(SecretBearingMessages.plain(CLIENT, SESSION, "q", NOON, "words")));
            erase(fixture, ask(fixture));
            assertThat(tasks.complete("r", "worker", 1)).isFalse();
            assertThat(tasks.get(fixture.accountId(), null, "r").orElseThrow().failure())
                    .isEqualTo(
                            "the file was deleted, because a client of whom it may have told was erased; start the report again");
            assertThat(tasks.withoutFiles()).containsExactly("r");
        }
    }

    @EachEngine
    void anErasureOfTheListIsRepeatedInAStoreThatForgotIt(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            tellEverything(fixture);
            long key = fixture.keys().client(fixture.projectId(), SecretBearingMessages.BOT, CLIENT);
            fixture.store()
                    .erasures()
                    .repeat(
                            fixture.projectId(),
                            key,
                            SecretBearingMessages.BOT,
                            NOON.minusSeconds(60),
                            erasure -> task("again"));
            Erasure erasure =
                    fixture.store().erasures().get(fixture.projectId(), key).orElseThrow();
            assertThat(erasure.upTo()).isEqualTo(NOON.minusSeconds(60));
            erase(fixture, erasure);
            assertThat(CleanupServiceTest.message(fixture, "q1")
                            .message()
                            .turn()
                            .question())
                    .isEmpty();
            assertThat(CleanupServiceTest.message(fixture, "q2")
                            .message()
                            .turn()
                            .question())
                    .isEqualTo(SECRET + " question");
            // A client that is unknown in this store is erased on arrival.
            long unknown = fixture.keys().client(fixture.projectId(), SecretBearingMessages.BOT, "later");
            fixture.store()
                    .erasures()
                    .repeat(fixture.projectId(), unknown, SecretBearingMessages.BOT, NOON, each -> task("unknown"));
            erase(
                    fixture,
                    fixture.store().erasures().get(fixture.projectId(), unknown).orElseThrow());
            fixture.append(List.of(SecretBearingMessages.plain("later", "s", "late", NOON, "words")));
            assertThat(CleanupServiceTest.message(fixture, "late")
                            .message()
                            .turn()
                            .question())
                    .isEmpty();
        }
    }

    @EachEngine
    void aClientOfWhomNothingIsKnownIsRefused(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(SecretBearingMessages.plain(CLIENT, SESSION, "q", NOON, "words")));
            long other = fixture.projectIds().getLast();
            assertThatThrownBy(() -> fixture.store()
                            .erasures()
                            .ask(
                                    other,
                                    SecretBearingMessages.BOT,
                                    new RequestValue<>("clientId", CLIENT),
                                    e -> task("t")))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("clientId: got «" + CLIENT + "», expected the id of a client of that channel");
            assertThat(fixture.store().erasures().list(fixture.projectIds())).isEmpty();
        }
    }

    /** The embedded engine leaves deleted rows in its file for long; this test wipes them. */
    @Test
    void nothingOfTheClientIsLeftInAnyFileOfTheDataFolder() {
        Path folder = TestEngine.folder();
        try (StoreFixture fixture = new StoreFixture(io.parley.store.Store.embedded(folder, clock))) {
            List<LogRecord> others = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                others.add(SecretBearingMessages.plain(
                        "client " + i % 50, "s" + i % 200, "other" + i, NOON.minusSeconds(i), "others' words " + i));
            }
            fixture.append(others);
            tellEverything(fixture);
            fixture.store().deletedDataPurge().run();
            assertThat(filesWith(folder, SECRET)).isNotEmpty();
            // A replaced version, which no query finds.
            fixture.append(List.of(
                    SecretBearingMessages.everywhere(CLIENT, SESSION, "q1", NOON.minusSeconds(59), SECRET + "again")));
            erase(fixture, ask(fixture));
            fixture.store().deletedDataPurge().run();
            assertThat(tablesWith(fixture, SECRET)).isEmpty();
            assertThat(filesWith(folder, SECRET)).isEmpty();
            assertThat(CleanupServiceTest.messages(fixture)).hasSize(1000);
            assertThat(fixture.store().erasures().list(fixture.projectIds())).hasSize(1);
        }
        assertThat(filesWith(folder, SECRET)).isEmpty();
    }

    // ---- Test data

    /** Appends all possible data of a client, with the secret everywhere, and of another client, which stays. */
    private List<LogRecord> tellEverything(StoreFixture fixture) {
        List<LogRecord> records = List.of(
                SecretBearingMessages.everywhere(CLIENT, SESSION, "q1", NOON.minusSeconds(60), SECRET),
                SecretBearingMessages.everywhere(CLIENT, SESSION, "q2", NOON.minusSeconds(30), SECRET),
                SecretBearingMessages.plain("boris", "s", "boris", NOON.minusSeconds(10), "I stay"),
                SecretBearingMessages.everywhere(CLIENT, SESSION, SESSION + "-3", NOON.minusSeconds(10), SECRET),
                new LogRecord.Status(
                        SecretBearingMessages.BOT, SESSION + "-3", MessageStatus.READ, NOON.minusSeconds(10)),
                new LogRecord.Transfer(
                        SecretBearingMessages.BOT, CLIENT, SESSION, SESSION + "-3", NOON.minusSeconds(10)),
                new LogRecord.Reaction(
                        SecretBearingMessages.BOT, CLIENT, "m", SESSION, "q1", SECRET, NOON.minusSeconds(20)));
        fixture.append(records);
        var store = fixture.store();
        long account = fixture.accountId();
        store.comments()
                .setComment(
                        new EditScope(account, fixture.projectIds()),
                        new RequestValue<>("questionId", "q1"),
                        null,
                        SECRET);
        store.blocks().block(fixture.projectId(), SecretBearingMessages.BOT, CLIENT, SECRET, null);
        store.quarantine()
                .keep(
                        fixture.projectId(),
                        "messages",
                        "{\"client\":{\"id\":\"" + CLIENT + "\"},\"question\":\"" + SECRET + "\"}",
                        ApiException.because(ErrorCode.MISSING_FIELD, SECRET));
        store.quarantine()
                .keep(
                        fixture.projectId(),
                        "messages",
                        "{\"client\":{\"id\":\"1" + CLIENT + "\"}}",
                        ApiException.because(ErrorCode.MISSING_FIELD, "x"));
        store.filterSets().keep(account, "set", "{\"filters\":[\"" + SECRET + "Login\"]}");
        store.schedules()
                .add(
                        account,
                        null,
                        "each day",
                        "{\"client\":\"" + SECRET + "Login\"}",
                        "0 0 * * *",
                        "Z",
                        NOON.plusSeconds(9999));
        store.tasks()
                .add("asked for", account, null, "MESSAGES", "{\"client\":\"" + SECRET + "Login\"}", "messages.csv");
        store.tasks().add("report", account, fixture.projectId(), "MESSAGES", "{}", "messages.csv");
        clock.advance(Duration.ofSeconds(-60));
        for (String task : List.of("asked for", "report")) {
            assertThat(store.tasks()
                            .claim("worker", List.of("MESSAGES"), List.of())
                            .orElseThrow()
                            .id())
                    .isIn("asked for", "report");
            store.tasks().complete(task, "worker", 1);
        }
        clock.advance(Duration.ofSeconds(60));
        StoreProbe.sql(store)
                .execute(
                        "insert into experiment_join values ({0}, 1, {1}, {2}, 'a', {3})",
                        DSL.inline(fixture.projectId()),
                        DSL.inline(SecretBearingMessages.BOT),
                        DSL.inline(SESSION),
                        DSL.inline(java.sql.Timestamp.from(NOON)));
        return records;
    }

    private Erasure ask(StoreFixture fixture) {
        long key = fixture.keys().client(fixture.projectId(), SecretBearingMessages.BOT, CLIENT);
        fixture.store()
                .erasures()
                .ask(
                        fixture.projectId(),
                        SecretBearingMessages.BOT,
                        new RequestValue<>("clientId", CLIENT),
                        erasure -> task("erasure " + clock.instant()));
        return fixture.store().erasures().get(fixture.projectId(), key).orElseThrow();
    }

    private Task task(String id) {
        return new Task(id, 1, null, "ERASURE", "{}", TaskStatus.CREATED, 0, null, null, null, clock.instant(), null);
    }

    /** Runs the steps of the task. */
    private static List<String> erase(StoreFixture fixture, Erasure erasure) {
        ErasureService erasures = fixture.store().erasures();
        List<String> files = new ArrayList<>(erasures.redactMentions(erasure));
        ErasureService.Reached reached = erasures.eraseSome(erasure, ErasureService.Reached.NOTHING);
        while (reached.messages() > 0) {
            reached = erasures.eraseSome(erasure, reached);
        }
        erasures.eraseClient(erasure);
        files.addAll(erasures.deleteFiles(erasure));
        erasures.finish(erasure);
        return files;
    }

    /** Returns all tables with the word in some row, as in a dump of the database. */
    private static List<String> tablesWith(StoreFixture fixture, String word) {
        var sql = StoreProbe.sql(fixture.store());
        return StoreProbe.tables(fixture.store()).stream()
                .filter(table -> sql.selectFrom(DSL.table(DSL.name(table)))
                        .fetch()
                        .formatCSV()
                        .contains(word))
                .toList();
    }

    private static List<Path> filesWith(Path folder, String word) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(word))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
