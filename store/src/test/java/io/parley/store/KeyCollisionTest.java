// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.core.LongRun;
import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.log.RandomPieces;
import io.parley.core.log.TestKeys;
import io.parley.core.page.PageRequest;
import io.parley.store.consistency.Invariant;
import io.parley.store.edit.EditScope;
import io.parley.store.edit.Labelling;
import io.parley.store.edit.Selection;
import io.parley.store.query.MessageFields;
import io.parley.store.query.SessionFields;
import io.parley.store.retention.ErasureService;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Keys of eight bits, of which many are alike: what is done to one project changes and shows nothing of another one, and of one project no message
 * takes the place of another.
 */
class KeyCollisionTest {
    private static final int BITS = 8;
    private static final int STEPS = LongRun.of(60, 600);
    private static final List<Long> SEEDS = LongRun.ON ? List.of(20261L, 20262L, 20263L, 20264L) : List.of(20261L);
    private static final Instant NOW = RandomLog.START.plus(Duration.ofDays(9));

    /** Tables that say of which project a row is, and hold what is told of clients. */
    private static final List<String> TABLES = List.of(
            "message",
            "session",
            "client",
            "session_data",
            "session_topic",
            "session_action",
            "session_label_link",
            "session_label_removal",
            "message_label_link",
            "message_label_removal",
            "message_comment",
            "message_reaction",
            "message_status",
            "transfer",
            "client_block",
            "block_span",
            "erasure",
            "experiment_join",
            "cleanup",
            "message_model",
            "message_tool",
            "piece");

    /** Something that is done to a project; what it does follows from its numbers. */
    private record Step(int project, long seed) {}

    @EachEngine
    void whatIsDoneToOneProjectNeitherChangesNorShowsAnythingOfAnother(TestEngine engine) {
        for (long seed : SEEDS) {
            Random random = new Random(seed);
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                steps.add(new Step(random.nextInt(2), random.nextLong()));
            }
            try (StoreFixture both = store(engine)) {
                for (Step step : steps) {
                    Map<String, List<String>> others = rows(both, 1 - step.project());
                    take(both, step);
                    assertThat(rows(both, 1 - step.project()))
                            .as("seed %d, after %s", seed, step)
                            .isEqualTo(others);
                }
                isSound(both, seed);
                for (int project = 0; project < 2; project++) {
                    try (StoreFixture alone = store(engine)) {
                        for (Step step : steps) {
                            if (step.project() == project) {
                                take(alone, step);
                            }
                        }
                        assertThat(rows(both, project))
                                .as("rows of project %d, seed %d", project, seed)
                                .isEqualTo(rows(alone, project));
                        assertThat(shown(both, project))
                                .as("what shows of project %d, seed %d", project, seed)
                                .isEqualTo(shown(alone, project));
                    }
                }
            }
        }
    }

    @EachEngine
    void noMessageTakesThePlaceOfAnotherThatHasItsKey(TestEngine engine) {
        for (long seed : SEEDS) {
            try (StoreFixture fixture = store(engine)) {
                Set<String> refused = new HashSet<>();
                Map<String, String> kept = new LinkedHashMap<>();
                for (LogRecord record : new RandomLog(new Random(seed)).records(STEPS * 4)) {
                    if (record instanceof LogRecord.Message message
                            && message.origin().sessionId() != null) {
                        var receipt = fixture.store()
                                .log()
                                .append(fixture.projectId(), List.of(record))
                                .join();
                        if (receipt.refused().isEmpty()) {
                            kept.put(
                                    message.turn().questionId(),
                                    message.origin().botId() + " "
                                            + message.origin().clientId());
                        } else {
                            refused.add(message.turn().questionId());
                        }
                    }
                }
                assertThat(messages(fixture)).as("seed %d", seed).isEqualTo(kept);
                assertThat(refused).as("refused, seed %d", seed).isNotEmpty();
                isSound(fixture, seed);
            }
        }
    }

    /** Of the first project, bots and clients by question. */
    private static Map<String, String> messages(StoreFixture fixture) {
        Map<String, String> messages = new LinkedHashMap<>();
        fixture.store()
                .conversations()
                .messages(List.of(fixture.projectId()), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows()
                .forEach(view -> messages.put(
                        view.message().turn().questionId(),
                        view.session().session().botId() + " "
                                + view.session().session().clientId()));
        return messages;
    }

    private static StoreFixture store(TestEngine engine) {
        return new StoreFixture(engine.openWith(keys -> TestKeys.cutTo(BITS), new SettableClock(NOW)));
    }

    private static void isSound(StoreFixture fixture, long seed) {
        for (Invariant rule : Invariant.values()) {
            assertThat(fixture.store().consistencyCheck().examine(rule).violations())
                    .as("%s, seed %d", rule, seed)
                    .isZero();
        }
    }

    // ---- Steps

    private static void take(StoreFixture fixture, Step step) {
        Random random = new Random(step.seed());
        RandomLog log = new RandomLog(random);
        long project = fixture.projectIds().get(step.project());
        Store store = fixture.store();
        String bot = log.one(RandomLog.BOTS);
        String client = log.one(RandomLog.CLIENTS);
        try {
            switch (random.nextInt(14)) {
                case 0 -> store.blocks().block(project, bot, client, "because", null);
                case 1 -> store.blocks().unblock(project, bot, client);
                case 2 ->
                    label(fixture, project, store.messageLabelling(), message(fixture, project, random), random, true);
                case 3 ->
                    label(fixture, project, store.sessionLabelling(), session(fixture, project, random), random, false);
                case 4 ->
                    store.comments().setComment(reach(fixture, project), message(fixture, project, random), null, "so");
                case 5 -> store.comments().remove(reach(fixture, project), message(fixture, project, random), null);
                case 6 -> erase(store, project, bot, client);
                case 7 -> store.cleanups().clean(project, Instant.EPOCH, log.moment());
                case 8 -> store.cleanups().set(project, random.nextInt(100));
                case 9 -> tell(store, project, pieces(random));
                case 10 -> store.pieces().forgetBefore(project, log.moment());
                default -> tell(store, project, log.records(1 + random.nextInt(12)));
            }
        } catch (ApiException refused) {
            // Of what is not there, and of what has the key of another.
        }
    }

    private static List<LogRecord> pieces(Random random) {
        return new RandomPieces(random, "talk " + random.nextInt(20))
                .some(1 + random.nextInt(6)).stream()
                        .<LogRecord>map(LogRecord.PieceReport::new)
                        .toList();
    }

    private static void tell(Store store, long project, List<LogRecord> records) {
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Message message) {
                store.accounts()
                        .registerChannels(
                                project,
                                Map.of(
                                        message.origin().botId(),
                                        message.origin().channelType()));
            }
        }
        try {
            store.log().append(project, records).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private static EditScope reach(StoreFixture fixture, long project) {
        return new EditScope(fixture.accountId(), List.of(project));
    }

    private static RequestValue<String> message(StoreFixture fixture, long project, Random random) {
        return one(
                fixture
                        .store()
                        .conversations()
                        .messages(List.of(project), FilterSet.EMPTY, new PageRequest(0, 1000))
                        .rows()
                        .stream()
                        .map(view -> view.message().turn().questionId())
                        .sorted()
                        .toList(),
                random);
    }

    private static RequestValue<String> session(StoreFixture fixture, long project, Random random) {
        return one(
                fixture
                        .store()
                        .conversations()
                        .sessions(List.of(project), FilterSet.EMPTY, new PageRequest(0, 1000))
                        .rows()
                        .stream()
                        .map(view -> view.session().sessionId())
                        .sorted()
                        .toList(),
                random);
    }

    private static RequestValue<String> one(List<String> ids, Random random) {
        return new RequestValue<>("id", ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size())));
    }

    private static void label(
            StoreFixture fixture,
            long project,
            Labelling labelling,
            RequestValue<String> id,
            Random random,
            boolean ofMessages) {
        List<Long> ids = List.copyOf(
                ofMessages
                        ? fixture.messageLabels().values()
                        : fixture.sessionLabels().values());
        List<RequestValue<Long>> labels = List.of(new RequestValue<>("label", ids.get(random.nextInt(ids.size()))));
        Selection selection = random.nextInt(3) == 0
                ? new Selection.Wanted(FilterSet.EMPTY)
                : new Selection.Named(List.of(id), null, null);
        EditScope reach = reach(fixture, project);
        switch (random.nextInt(5)) {
            case 0 -> labelling.remove(reach, selection, labels);
            case 1 -> labelling.clear(reach, selection);
            case 2 -> labelling.set(reach, selection, labels);
            default -> labelling.add(reach, selection, labels);
        }
    }

    private static void erase(Store store, long project, String bot, String client) {
        ErasureService erasures = store.erasures();
        List<Erasure> asked = new ArrayList<>();
        erasures.ask(project, bot, new RequestValue<>("clientId", client), erasure -> {
            asked.add(erasure);
            return new Task(
                    "erasure " + project + " " + System.nanoTime(),
                    1,
                    null,
                    "ERASURE",
                    "{}",
                    TaskStatus.CREATED,
                    0,
                    null,
                    null,
                    null,
                    NOW,
                    null);
        });
        Erasure erasure = asked.getFirst();
        erasures.redactMentions(erasure);
        ErasureService.Reached reached = erasures.eraseSome(erasure, ErasureService.Reached.NOTHING);
        while (reached.messages() > 0) {
            reached = erasures.eraseSome(erasure, reached);
        }
        erasures.eraseClient(erasure);
        erasures.finish(erasure);
    }

    // ---- What there is

    /** The rows of a project by table. */
    private static Map<String, List<String>> rows(StoreFixture fixture, int project) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String each : TABLES) {
            rows.put(
                    each,
                    StoreProbe.sql(fixture.store())
                            .selectFrom(table(name(each)))
                            .where(field(name("project_id"), Long.class)
                                    .eq(fixture.projectIds().get(project)))
                            .fetch()
                            .stream()
                            .map(row -> String.valueOf(row.intoList()))
                            .sorted()
                            .toList());
        }
        return rows;
    }

    /** What lists, reports and routes show of a project. */
    private static Map<String, List<String>> shown(StoreFixture fixture, int project) {
        List<Long> projects = List.of(fixture.projectIds().get(project));
        PageRequest all = new PageRequest(0, 1000);
        Store store = fixture.store();
        Map<String, List<String>> shown = new LinkedHashMap<>();
        shown.put(
                "messages",
                texts(store.conversations()
                        .messages(projects, FilterSet.EMPTY, all)
                        .rows()));
        shown.put(
                "sessions",
                texts(store.conversations()
                        .sessions(projects, FilterSet.EMPTY, all)
                        .rows()));
        shown.put(
                "clients",
                texts(store.conversations()
                        .clients(projects, FilterSet.EMPTY, all)
                        .rows()));
        shown.put(
                "blocks",
                texts(List.copyOf(store.blocks()
                        .among(store.conversations()
                                .clients(projects, FilterSet.EMPTY, all)
                                .rows())
                        .values())));
        shown.put(
                "routes",
                texts(store.stateRoutes().routes(projects, FilterSet.EMPTY, all).rows()));
        List<String> report = new ArrayList<>();
        store.conversations()
                .streamMessages(
                        projects,
                        FilterSet.EMPTY,
                        List.of(
                                MessageFields.ID,
                                MessageFields.QUESTION,
                                MessageFields.LABELS,
                                MessageFields.COMMENT,
                                MessageFields.STATUS,
                                SessionFields.PROJECT_ID,
                                SessionFields.BOT_ID,
                                SessionFields.CHANNEL_TYPE,
                                SessionFields.ID,
                                SessionFields.LABELS,
                                SessionFields.TRANSFERRED,
                                SessionFields.DATA,
                                SessionFields.CLIENT_NAME),
                        row -> report.add(row.get(MessageFields.ID) + " " + row.get(MessageFields.QUESTION) + " "
                                + row.get(MessageFields.LABELS) + " " + row.get(MessageFields.COMMENT) + " "
                                + row.get(MessageFields.STATUS) + " " + row.get(SessionFields.ID) + " "
                                + row.get(SessionFields.LABELS) + " " + row.get(SessionFields.TRANSFERRED) + " "
                                + row.get(SessionFields.DATA) + " " + row.get(SessionFields.CLIENT_NAME)));
        shown.put("report", report.stream().sorted().toList());
        return shown;
    }

    private static List<String> texts(List<?> rows) {
        return rows.stream().map(String::valueOf).sorted().toList();
    }
}
