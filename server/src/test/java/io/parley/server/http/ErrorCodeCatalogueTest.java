// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.server.fixture.StoppablePostgres;
import io.parley.server.retention.MaintenanceTask;
import io.parley.store.account.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every error of the catalogue, provoked over HTTP. A new one does not compile without a case here. */
class ErrorCodeCatalogueTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @EnumSource
    void theErrorIsAnsweredWithItsStatusAndShape(ErrorCode problem) {
        provoke(problem).isRefused(status(problem.kind()), problem);
    }

    private static HttpAnswer provoke(ErrorCode problem) {
        return switch (problem) {
            case MALFORMED_JSON -> sessions("{");
            case MALFORMED_PROTOBUF ->
                sent(SERVER.post("/v1/traces").bearer(account.ingestToken()).body("application/x-protobuf", "\1"));
            case WRONG_TYPE -> sessions("[]");
            case MISSING_FIELD -> filter("{'type':'TEXT'}");
            case INVALID_VALUE -> filter("{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'?'}");
            case INVALID_DATE -> filter("{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'?'}");
            case OUT_OF_RANGE -> sent(account.legacy("POST", "/sessions/filter").query("size", 0));
            case UNKNOWN_FILTER_KEY -> filter("{'key':'?','type':'TEXT'}");
            case UNKNOWN_FILTER_TYPE -> filter("{'key':'BOT_ID','type':'?'}");
            case FILTER_TYPE_MISMATCH -> filter("{'key':'BOT_ID','type':'RADIO'}");
            case TOKEN_MISSING -> sent(SERVER.post("/api/v1/reporter/sessions/filter"));
            case TOKEN_INVALID -> sent(SERVER.post("/reporter/p/none/sessions/filter"));
            case LOGIN_FAILED -> sent(SERVER.post("/api/v1/session").json("{\"login\":\"a\",\"password\":\"b\"}"));
            case NOT_ALLOWED -> sent(SERVER.get("/api/v1/reporter/reports").bearer(account.ingestToken()));
            case PAGE_HEADER_MISSING ->
                sent(SERVER.post("/api/v1/reporter/sessions/filter").header("Cookie", cookie()));
            case NO_SUCH_PATH -> sent(SERVER.get("/api/none"));
            case PROJECT -> sent(account.v1("POST", "/reporter/sessions/filter").query("projectShortName", "none"));
            case SESSION -> sent(account.legacy("GET", "/messages/by-session").query("sessionId", "none"));
            case CLIENT ->
                sent(account.legacy("GET", "/messages/by-client")
                        .query("botId", "b")
                        .query("clientId", "none"));
            case MESSAGE -> sent(messageThatIsNotThere());
            case FILTER_SET -> sent(account.legacy("GET", "/user-filter-sets/none"));
            case LABEL -> sent(account.v1("GET", "/reporter/message/labels/1"));
            case LABEL_GROUP -> sent(account.v1("GET", "/reporter/message/labels/groups/1"));
            case OUTCOME -> sent(outcome("DELETE", "/1", ""));
            case TASK -> sent(account.legacy("GET", "/reports/tasks/none"));
            case METRIC -> sent(account.legacy("POST", "/stats/metrics/none"));
            case EXPERIMENT ->
                sent(account.legacy("POST", "/scenario-experiments/stop").query("experimentKey", "none"));
            case SCHEDULE -> sent(account.v1("GET", "/reporter/schedules/1"));
            case TOO_MANY_SCHEDULES -> oneScheduleTooMany();
            case TOO_MANY_REPORTS -> oneReportTooMany();
            case EXPERIMENT_EXISTS -> secondExperimentOfAKey();
            case FILE -> sent(account.legacy("GET", "/reports/tasks/" + taskWithoutFile() + "/file"));
            case TOKEN -> sent(account.v1("DELETE", "/tokens/1"));
            case PERSON -> sent(account.v1("PUT", "/people/1").json("{}"));
            case LAST_ADMIN -> lastAdministratorKeptOut();
            case WEBHOOK -> sent(account.v1("DELETE", "/webhooks/1"));
            case DELIVERY -> sent(account.v1("POST", "/webhooks/" + webhook(account) + "/deliveries/1/retry"));
            case METHOD -> sent(account.legacy("PUT", "/reports"));
            case NOT_FINISHED -> sent(account.v1("GET", "/reporter/reports/tasks/" + runningTask() + "/file"));
            case TASK_FAILED -> sent(account.v1("GET", "/reporter/reports/tasks/" + failedTask() + "/file"));
            case TASK_GOES_ON -> sent(account.v1("DELETE", "/reporter/reports/tasks/" + runningChore()));
            case CLEANUP_OFF ->
                sent(account.v1("POST", "/reporter/projects/cleanup/run")
                        .query("projectShortName", account.two().shortName()));
            case NAME_TAKEN -> nameThatIsTaken();
            case OUTCOME_HAS_DATA -> outcomeThatHasData();
            case TOO_MANY_FILTER_SETS -> oneFilterSetTooMany();
            case TOO_MANY_CHANNELS -> oneChannelTooMany();
            case TOO_MANY_WEBHOOKS -> oneWebhookTooMany();
            case BODY_TOO_LARGE -> sessions(" ".repeat(2 << 20));
            case MEDIA_TYPE -> sent(account.legacy("POST", "/sessions/filter").body("text/plain", "{}"));
            case STORE_CLOSING -> answerOfAClosingServer();
            case STORE_AWAY -> answerOfAServerWithoutItsDatabase();
            case OVERLOADED -> answerOfAServerWithoutMemory();
            case UNEXPECTED -> answerOfAServerWithoutItsStore();
            case TOO_MANY_REQUESTS -> oneLogInTooMany();
        };
    }

    private static HttpAnswer answerOfAServerWithoutMemory() {
        MemoryBudget budget = SERVER.part(MemoryBudget.class);
        try (MemoryBudget.Lease all = budget.lease()) {
            all.grow(budget.most() * 3 / 4 - budget.used());
            return sessions("{\"a\":\"" + "x".repeat(900_000) + "\"}");
        }
    }

    private static int status(ErrorCode.Kind kind) {
        return switch (kind) {
            case VALIDATION -> 400;
            case AUTHENTICATION -> 401;
            case AUTHORIZATION -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case RATE -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static HttpAnswer sent(HttpCall call) {
        return call.send();
    }

    private static HttpAnswer sessions(String body) {
        return sent(account.legacy("POST", "/sessions/filter").json(body));
    }

    private static HttpAnswer filter(String filter) {
        return sessions(Json.filters(filter));
    }

    private static HttpAnswer outcomeThatHasData() {
        account.report(new Conversation("telegram", "anna", "has data")
                .says("hi")
                .with(message -> message.putObject("analytics").put("sessionResult", "kept"))
                .messages());
        long id = outcome("POST", "", "{\"key\":\"kept\"}")
                .send()
                .ok()
                .json()
                .path("id")
                .asLong();
        return sent(outcome("DELETE", "/" + id, ""));
    }

    private static HttpCall outcome(String method, String path, String body) {
        HttpCall call = account.v1(method, "/reporter/metrics/results" + path)
                .query("projectShortName", account.one().shortName());
        return body.isEmpty() ? call : call.json(body);
    }

    private static long webhook(Account of) {
        return newWebhook(of).send().ok().json().path("id").asLong();
    }

    private static HttpCall newWebhook(Account of) {
        // An address of a block reserved for documentation, where no host answers.
        return of.v1("POST", "/webhooks").json("{\"url\":\"https://203.0.113.7/\"}");
    }

    private static HttpAnswer oneChannelTooMany() {
        Account full = SERVER.newAccount();
        full.fillWithChannels();
        return sent(full.v1("POST", "/projects/" + full.one().shortName() + "/channels")
                .json("{\"channelType\":\"telegram\"}"));
    }

    private static HttpAnswer oneFilterSetTooMany() {
        Account full = SERVER.newAccount();
        String large = "x".repeat(4 << 20);
        for (int i = 0; i < 4; i++) {
            SERVER.store().filterSets().keep(full.id(), "large-" + i, large);
        }
        return sent(full.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .query("projectShortName", full.one().shortName())
                .json("{\"filters\":[]}"));
    }

    private static HttpAnswer oneWebhookTooMany() {
        Account full = SERVER.newAccount();
        for (int i = 0; i < 20; i++) {
            webhook(full);
        }
        return sent(newWebhook(full));
    }

    private static HttpAnswer oneLogInTooMany() {
        HttpCall call = SERVER.post("/api/v1/session").json("{\"login\":\"guessed\",\"password\":\"b\"}");
        for (int i = 0; i < 10; i++) {
            call.send().isRefused(401, ErrorCode.LOGIN_FAILED);
        }
        return sent(call);
    }

    private static HttpAnswer lastAdministratorKeptOut() {
        Account small = SERVER.newAccount();
        small.newPerson(Role.ADMIN);
        long only =
                small.v1("GET", "/people").send().ok().json().path(0).path("id").asLong();
        return sent(small.v1("PUT", "/people/" + only).json("{\"active\":false}"));
    }

    private static HttpAnswer nameThatIsTaken() {
        account.newSessionLabel("taken");
        return sent(account.v1("POST", "/reporter/logs/labels/sessions").json("{\"name\":\"taken\"}"));
    }

    private static String cookie() {
        String cookie = SERVER.post("/api/v1/session")
                .json(Json.object("{}")
                        .put("login", account.newPerson(Role.VIEWER))
                        .put("password", Account.PASSWORD))
                .send()
                .ok()
                .header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static HttpCall messageThatIsNotThere() {
        account.report(new Conversation("telegram", "anna", "with a message")
                .says("hi")
                .messages());
        return account.legacy("GET", "/messages/page-in-session")
                .query("sessionId", "with a message")
                .query("questionId", "none");
    }

    private static HttpAnswer secondExperimentOfAKey() {
        account.legacy("POST", "/scenario-experiments")
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"}]}")
                .send()
                .ok();
        return sent(
                account.legacy("POST", "/scenario-experiments").json("{\"key\":\"k\",\"branches\":[{\"key\":\"B\"}]}"));
    }

    private static HttpAnswer oneScheduleTooMany() {
        for (int i = 0; i < 200; i++) {
            SERVER.store()
                    .schedules()
                    .add(
                            account.id(),
                            null,
                            "x",
                            "{\"report\":\"messages\"}",
                            "@yearly",
                            "UTC",
                            Instant.parse("9999-01-01T00:00:00Z"));
        }
        return sent(account.v1("POST", "/reporter/schedules")
                .json("{\"name\":\"x\",\"report\":\"messages\",\"cron\":\"@daily\"}"));
    }

    private static HttpAnswer oneReportTooMany() {
        Account busy = SERVER.newAccount();
        for (int i = 0; i < 100; i++) {
            SERVER.store().tasks().add(UUID.randomUUID().toString(), busy.id(), null, "NONE", "{}", "a.xlsx");
        }
        return sent(busy.legacy("POST", "/reports/messages"));
    }

    private static String taskWithoutFile() {
        String id = account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(id);
        try {
            Files.delete(SERVER.data().resolve("reports").resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    /** Returns a task that another server has started. If our server was faster, creates another one. */
    private static String runningTask() {
        while (true) {
            String id = UUID.randomUUID().toString();
            SERVER.store()
                    .tasks()
                    .add(
                            id,
                            account.id(),
                            null,
                            "MESSAGES",
                            "{\"projects\":{},\"body\":{},\"zone\":\"Z\",\"language\":\"EN\"}",
                            "a.xlsx");
            if (SERVER.store()
                    .tasks()
                    .claim("elsewhere", Set.of("MESSAGES"), List.of())
                    .isPresent()) {
                return id;
            }
        }
    }

    /** Returns such a task that deletes data. */
    private static String runningChore() {
        while (true) {
            var task = MaintenanceTask.cleanup(account.one(), Instant.EPOCH, Instant.now());
            SERVER.store().tasks().add(task);
            if (SERVER.store()
                    .tasks()
                    .claim("elsewhere", Set.of(MaintenanceTask.CLEANUP.name()), List.of())
                    .isPresent()) {
                return task.id();
            }
        }
    }

    private static String failedTask() {
        String id = UUID.randomUUID().toString();
        SERVER.store()
                .tasks()
                .add(
                        id,
                        account.id(),
                        null,
                        "MESSAGES",
                        "{\"projects\":{},\"body\":{\"filters\":7},\"zone\":\"Z\",\"language\":\"EN\"}",
                        "a.xlsx");
        account.finished(id);
        return id;
    }

    private static HttpAnswer answerOfAClosingServer() {
        try (ParleyServer closing = ParleyServer.start(ServerEngine.EMBEDDED)) {
            Account there = closing.newAccount();
            closing.store().log().close();
            return there.v1("POST", "/ingest/messages")
                    .query("projectShortName", there.one().shortName())
                    .json(new Conversation("telegram", "anna", "s").says("hi").messages())
                    .send();
        }
    }

    private static HttpAnswer answerOfAServerWithoutItsDatabase() {
        try (StoppablePostgres database = new StoppablePostgres();
                ParleyServer deserted = ParleyServer.node(database.address())) {
            Account there = deserted.newAccount();
            database.stop();
            return there.v1("POST", "/reporter/sessions/filter").send();
        }
    }

    private static HttpAnswer answerOfAServerWithoutItsStore() {
        try (ParleyServer failing = ParleyServer.start(ServerEngine.EMBEDDED)) {
            Account there = failing.newAccount();
            failing.store().close();
            return there.v1("POST", "/reporter/sessions/filter").send();
        }
    }
}
