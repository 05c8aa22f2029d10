// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.page.PageRequest;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RetentionOverHttpTest {
    private static final String SECRET = "Zq7XsecretW9";

    private static Account newAccount() {
        return ParleyServer.shared().newAccount();
    }

    // ---- Old content

    @Test
    void aProjectKeepsEverythingUntilItIsSetAndAfterItIsSetOff() {
        Account account = newAccount();
        assertThat(cleanup(account, "GET").send().ok().json())
                .isEqualTo(Json.object("{'projectShortName':'" + account.one().shortName() + "','dialogs':false}"));
        JsonNode set = cleanup(account, "PUT")
                .json("{\"dialogs\":true,\"olderThenDays\":90}")
                .send()
                .ok()
                .json();
        assertThat(set).isEqualTo(cleanup(account, "GET").send().ok().json());
        assertThat(set.path("olderThenDays").asInt()).isEqualTo(90);
        assertThat(Instant.parse(set.path("nextRunTime").asString()))
                .isAfter(Instant.now())
                .isEqualTo(Instant.now()
                        .plus(Duration.ofDays(1))
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofMinutes(1)));
        cleanup(account, "PUT")
                .json("{\"dialogs\":false,\"olderThenDays\":7}")
                .send()
                .ok();
        assertThat(cleanup(account, "GET").send().ok().json().path("dialogs").asBoolean())
                .isFalse();
        cleanup(account, "POST", "/run")
                .send()
                .isRefused(
                        409,
                        ErrorCode.CLEANUP_OFF,
                        "the project keeps everything; first PUT how many days are to keep their messages' content");
    }

    @Test
    void whatIsWrongWithTheSettingIsSaid() {
        Account account = newAccount();
        cleanup(account, "PUT")
                .json("{}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "dialogs: got nothing, expected whether old messages lose their content");
        cleanup(account, "PUT")
                .json("{\"dialogs\":true}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "olderThenDays: got nothing, expected how many days keep their messages' content");
        for (int days : new int[] {-1, 1000}) {
            cleanup(account, "PUT")
                    .json("{\"dialogs\":true,\"olderThenDays\":" + days + "}")
                    .send()
                    .isRefused(400, ErrorCode.OUT_OF_RANGE, "olderThenDays", "" + days, "days from 0 to 999");
        }
        account.v1("PUT", "/reporter/projects/cleanup")
                .json("{\"dialogs\":false}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD);
        newAccount()
                .v1("PUT", "/reporter/projects/cleanup")
                .query("projectShortName", account.one().shortName())
                .json("{\"dialogs\":false}")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
        // A project's token may read and label, but only administrators may change the retention.
        account.legacy("GET", "/projects/cleanup").send().ok();
        account.legacy("PUT", "/projects/cleanup")
                .json("{\"dialogs\":false}")
                .send()
                .isRefused(403, ErrorCode.NOT_ALLOWED);
        account.legacy("POST", "/projects/cleanup/run").send().isRefused(403, ErrorCode.NOT_ALLOWED);
    }

    @Test
    @OnPostgresToo
    void oldMessagesLoseTheirContentAndYoungOnesKeepIt() {
        Account account = newAccount();
        account.report(
                account.one(),
                new Conversation("telegram", "anna", "old")
                        .says(SECRET)
                        .says(SECRET)
                        .messages());
        account.report(
                account.two(),
                new Conversation("telegram", "anna", "elsewhere").says("kept").messages());
        account.report(
                account.one(),
                new Conversation("bot-telegram", "telegram", "anna", "young", Instant.now())
                        .says("kept")
                        .messages());
        cleanup(account, "PUT")
                .json("{\"dialogs\":true,\"olderThenDays\":30}")
                .send()
                .ok();
        JsonNode task = account.finished(cleanup(account, "POST", "/run")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString());
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        assertThat(task.path("reportType").asString()).isEqualTo("MESSAGES");
        assertThat(task.path("report").asString()).isEqualTo("cleanup");
        assertThat(task.path("projectShortName").asString())
                .isEqualTo(account.one().shortName());
        assertThat(task.path("writeCount").asInt()).isEqualTo(2);
        assertThat(task.path("totalCount").asInt()).isEqualTo(2);
        assertThat(task.has("fileUrl")).isFalse();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                .contains(task.path("taskId").asString());
        account.v1("GET", "/reporter/reports/tasks/" + task.path("taskId").asString() + "/file")
                .send()
                .isRefused(404, ErrorCode.FILE, "this task writes no file");

        JsonNode messages = account.v1("POST", "/reporter/messages/filter")
                .send()
                .ok()
                .json()
                .path("messages");
        assertThat(messages.size()).isEqualTo(4);
        for (JsonNode message : messages) {
            boolean old = message.path("sessionId").asString().equals("old");
            assertThat(message.path("cleaned").asBoolean()).isEqualTo(old);
            assertThat(message.path("question").asString()).isEqualTo(old ? "" : "kept");
        }
        // The output of lists can be ingested again, including messages that were cleaned.
        account.report(
                account.two(),
                messages.valueStream().filter(message -> message.has("cleaned")).toList());
        JsonNode copies = account.v1("POST", "/reporter/messages/filter")
                .query("projectShortName", account.two().shortName())
                .json(Json.filters("{'key':'SESSION_ID','type':'CHECKBOX','options':['old']}"))
                .send()
                .ok()
                .json()
                .path("messages");
        assertThat(copies.size()).isEqualTo(2);
        assertThat(copies.get(0).path("cleaned").asBoolean()).isTrue();
        JsonNode again = account.finished(cleanup(account, "POST", "/run")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString());
        assertThat(again.path("writeCount").asInt()).isZero();
    }

    @Test
    void whenItIsTimeTheTaskBeginsByItself() {
        Path data;
        Account account;
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED)) {
            data = server.data();
            account = server.newAccount();
            account.report(
                    new Conversation("telegram", "anna", "old").says(SECRET).messages());
        }
        Clock dayBefore = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        try (Store store = Store.embedded(data, dayBefore)) {
            store.cleanups().set(account.one().id(), 5);
        }
        try (ParleyServer server = ParleyServer.on(data)) {
            Account there = account.at(server);
            List<String> tasks = Awaitility.await()
                    .until(
                            () -> there.v1("GET", "/reporter/reports")
                                    .send()
                                    .ok()
                                    .each("tasks", "taskId"),
                            list -> !list.isEmpty());
            assertThat(tasks).hasSize(1);
            assertThat(there.finished(tasks.getFirst()).path("writeCount").asInt())
                    .isEqualTo(1);
            server.part(MaintenanceScheduler.class).runDue();
            assertThat(there.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                    .hasSize(1);
        }
    }

    // ---- Erasing a client

    @Test
    @OnPostgresToo
    void ofAnErasedClientNothingIsFoundAndTheFilesOfReportsSayWhyTheyAreGone() {
        Account account = newAccount();
        account.report(annas("79161234567").messages());
        account.report(
                new Conversation("telegram", "boris", "boris").says("kept").messages());
        String report = account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(report);
        JsonNode task = account.finished(erase(account, "79161234567")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString());
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        assertThat(task.path("report").asString()).isEqualTo("erasure");
        assertThat(task.path("writeCount").asInt()).isEqualTo(2);

        String all = account.v1("POST", "/reporter/messages/filter").send().ok().text()
                + account.v1("POST", "/reporter/sessions/filter")
                        .query("needToReturnSessionData", "true")
                        .send()
                        .ok()
                        .text()
                + account.v1("POST", "/reporter/clients/filter").send().ok().text()
                + account.v1("GET", "/reporter/reports").send().ok().text();
        assertThat(all).doesNotContain(SECRET, "79161234567").contains("kept", "erased-");
        assertThat(account.v1("POST", "/reporter/messages/filter").send().ok().totalCount())
                .isEqualTo(3);
        JsonNode dropped = account.v1("GET", "/reporter/reports/tasks/" + report)
                .extras()
                .send()
                .ok()
                .json();
        String words =
                "the file was deleted, because a client of whom it may have told was erased; start the report again";
        assertThat(dropped.path("error").asString()).isEqualTo(words);
        assertThat(dropped.has("fileUrl")).isFalse();
        account.v1("GET", "/reporter/reports/tasks/" + report + "/file").send().isRefused(404, ErrorCode.FILE, words);

        account.report(annas("79161234567").messages());
        assertThat(account.v1("POST", "/reporter/messages/filter").send().ok().text())
                .doesNotContain(SECRET, "79161234567");
    }

    @Test
    void theListOfErasuresIsTakenBackByAStoreThatForgotThem() {
        Account account = newAccount();
        account.report(annas("anna").messages());
        account.finished(
                erase(account, "anna").send().ok().json().path("requestId").asString());
        JsonNode list =
                account.v1("GET", "/reporter/clients/erasures").send().ok().json();
        assertThat(list.path("erasures").size()).isEqualTo(1);
        assertThat(list.toString()).doesNotContain("anna");
        assertThat(list.path("erasures").get(0).has("doneTime")).isTrue();
        JsonNode tasks = account.v1("POST", "/reporter/clients/erasures")
                .json(list.toString())
                .send()
                .ok()
                .json()
                .path("tasks");
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(account.finished(tasks.get(0).path("requestId").asString())
                        .path("status")
                        .asString())
                .isEqualTo("COMPLETED");
        assertThat(account.v1("GET", "/reporter/clients/erasures")
                        .query("projectShortName", account.two().shortName())
                        .send()
                        .ok()
                        .json()
                        .path("erasures")
                        .size())
                .isZero();
    }

    @Test
    void nobodyErasesAnothersClientsOrOnesThatAreNotThere() {
        Account account = newAccount();
        account.report(annas("anna").messages());
        Account stranger = newAccount();
        erase(stranger, "anna")
                .send()
                .isRefused(404, ErrorCode.CLIENT, "clientId", "anna", "the id of a client of that channel");
        HttpCall others = stranger.v1("POST", "/reporter/clients/erase")
                .query("botId", "bot-telegram")
                .query("clientId", "anna");
        others.query("projectShortName", account.one().shortName()).send().isRefused(404, ErrorCode.PROJECT);
        account.legacy("POST", "/clients/erase")
                .query("botId", "bot-telegram")
                .query("clientId", "anna")
                .send()
                .isRefused(403, ErrorCode.NOT_ALLOWED);
        account.v1("POST", "/reporter/clients/erase")
                .query("projectShortName", account.one().shortName())
                .query("clientId", "anna")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId: got nothing, expected the id of the client's channel");
        stranger.v1("POST", "/reporter/clients/erasures")
                .json("{\"erasures\":[{\"projectShortName\":\"" + account.one().shortName()
                        + "\",\"botId\":\"bot-telegram\",\"clientKey\":\"1\",\"upTo\":\"2026-01-01T00:00:00Z\"}]}")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
        account.v1("POST", "/reporter/clients/erasures")
                .json("{\"erasures\":[{\"projectShortName\":\"" + account.one().shortName() + "\",\"botId\":\"b\"}]}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "erasures[0].clientKey: got nothing, expected the key of a client, as the list of erasures has it");
        assertThat(account.v1("POST", "/reporter/messages/filter").send().ok().text())
                .contains(SECRET);
    }

    @Test
    void aTaskThatDeletesDataCannotBeTakenBack() {
        Account account = newAccount();
        Store store = ParleyServer.shared().store();
        String waiting = "waiting-" + account.id();
        // A task that another worker claims, unless this server's worker is faster.
        store.tasks()
                .add(
                        waiting,
                        account.id(),
                        account.one().id(),
                        MaintenanceTask.CLEANUP.name(),
                        new MaintenanceTask.Request(
                                        account.one().id(), account.one().shortName(), Instant.EPOCH, null)
                                .toJson(),
                        null);
        boolean elsewhere = store.tasks()
                .claim("elsewhere", Set.of(MaintenanceTask.CLEANUP.name()), List.of())
                .isPresent();
        if (elsewhere) {
            account.v1("DELETE", "/reporter/reports/tasks/" + waiting)
                    .send()
                    .isRefused(
                            409,
                            ErrorCode.TASK_GOES_ON,
                            "this task deletes data and cannot be taken back; it can be deleted when it is over");
            account.v1("DELETE", "/reporter/reports/all").send().ok();
            assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                    .containsExactly(waiting);
            store.tasks().complete(waiting, "elsewhere", 0);
        }
        account.finished(waiting);
        account.v1("DELETE", "/reporter/reports/tasks/" + waiting).send().ok();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                .isEmpty();
    }

    @Test
    void whatAServerThatWentDownHadBegunIsDoneByTheNextOneAndNothingIsLeftInAnyFile() {
        Path data;
        Account account;
        String report;
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED)) {
            data = server.data();
            account = server.newAccount();
            account.report(annas("79161234567").messages());
            report = account.legacy("POST", "/reports/messages")
                    .json("{\"settings\":{\"fileType\":\"CSV\"}}")
                    .send()
                    .ok()
                    .json()
                    .path("taskId")
                    .asString();
            account.finished(report);
            assertThat(filesWith(data, SECRET)).contains(data.resolve("reports").resolve(report));
        }
        // A server that claimed the task and then died.
        Clock earlier = Clock.fixed(Instant.now().minus(Duration.ofMinutes(5)), ZoneOffset.UTC);
        try (Store store = Store.embedded(data, earlier)) {
            long key = StoreProbe.engine(store).keys().client(account.one().id(), "bot-telegram", "79161234567");
            store.erasures()
                    .ask(
                            account.one().id(),
                            "bot-telegram",
                            new RequestValue<>("clientId", "79161234567"),
                            erasure -> MaintenanceTask.erasure(account.one(), key, earlier.instant()));
            assertThat(store.tasks().claim("elsewhere", Set.of(MaintenanceTask.ERASURE.name()), List.of()))
                    .isPresent();
            var erasure = store.erasures().get(account.one().id(), key).orElseThrow();
            store.erasures().redactMentions(erasure);
        }
        assertThat(filesWith(data, SECRET)).isNotEmpty();
        try (ParleyServer server = ParleyServer.on(data)) {
            Account there = account.at(server);
            List<String> erasures = server
                    .store()
                    .tasks()
                    .list(account.id(), null, Set.of(MaintenanceTask.ERASURE.name()), new PageRequest(0, 100))
                    .rows()
                    .stream()
                    .map(task -> task.id())
                    .toList();
            assertThat(there.finished(erasures.getFirst()).path("status").asString())
                    .isEqualTo(TaskStatus.COMPLETED.name());
            assertThat(there.v1("POST", "/reporter/messages/filter").send().ok().text())
                    .doesNotContain(SECRET);
            assertThat(filesWith(data, SECRET)).isEmpty();
            assertThat(filesWith(data, "79161234567")).isEmpty();
        }
        assertThat(filesWith(data, SECRET)).isEmpty();
    }

    // ---- Messages of blocked clients

    @Test
    void messagesThatCameWhileTheClientWasBlockedSayIt() {
        Account account = newAccount();
        HttpAnswer state = account.legacy("POST", "/clients/block")
                .query("botId", "bot-telegram")
                .query("clientId", "anna")
                .send()
                .ok();
        assertThat(state.bytes()).isEmpty();
        account.report(new Conversation("telegram", "anna", "before").says("hi").messages());
        account.report(new Conversation(
                        "bot-telegram",
                        "telegram",
                        "anna",
                        "while",
                        Instant.now().plusSeconds(1))
                .says("hi")
                .messages());
        for (String option : List.of("YES", "NO")) {
            JsonNode messages = account.legacy("POST", "/messages/filter")
                    .extras()
                    .json(Json.filters("{'key':'WHILE_BLOCKED','type':'RADIO','option':'" + option + "'}"))
                    .send()
                    .ok()
                    .json()
                    .path("messages");
            assertThat(messages.size()).isEqualTo(1);
            assertThat(messages.get(0).path("whileBlocked").asBoolean()).isEqualTo(option.equals("YES"));
            assertThat(messages.get(0).path("sessionId").asString())
                    .isEqualTo(option.equals("YES") ? "while" : "before");
        }
    }

    // ---- Texts

    private static HttpCall cleanup(Account account, String method, String... rest) {
        return account.v1(method, "/reporter/projects/cleanup" + String.join("", rest))
                .query("projectShortName", account.one().shortName());
    }

    private static HttpCall erase(Account account, String clientId) {
        return account.v1("POST", "/reporter/clients/erase")
                .query("projectShortName", account.one().shortName())
                .query("botId", "bot-telegram")
                .query("clientId", clientId);
    }

    private static Conversation annas(String clientId) {
        return new Conversation("telegram", clientId, "telegram-" + clientId + ".1")
                .says(SECRET + " 1")
                .with(message -> message.putObject("requestData").put("text", SECRET))
                .says(SECRET + " 2")
                .with(message ->
                        message.putObject("analytics").putObject("sessionData").put("phone", SECRET));
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
