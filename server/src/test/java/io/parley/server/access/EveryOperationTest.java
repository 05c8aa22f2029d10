package io.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.problem.Problem;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Answer;
import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.ApiDocument.Operation;
import io.parley.server.fixture.Call;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.directory.Role;
import io.parley.store.directory.TokenKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the API document, made by everybody who may not, and by a stranger who may make it, but not see ours. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String SECRET_WORD = "nobody-else-may-read-this";
    private static final String GARBAGE = "prl_garbage";
    private static final String SAID = "what-somebody-said-or-looked-for";

    private static Account ours;
    private static Account stranger;
    private static String ourTask;
    private static long ourSchedule;
    private static String ourFilterSet;
    private static long ourLabel;
    private static LogCapture log;

    @BeforeAll
    static void furnish() {
        ours = SERVER.newAccount();
        stranger = SERVER.newAccount();
        ours.report(new Conversation("telegram", SECRET_WORD, "our-session").says(SECRET_WORD).messages());
        SERVER.post("/api/v1/ingest/messages").bearer(ours.ingestToken()).json("[{\"questionId\":\"" + SECRET_WORD + "\"}]").send().ok();
        ourTask = ours.legacy("POST", "/reports/messages").send().ok().json().path("taskId").asString();
        ours.finished(ourTask);
        ourSchedule = ours.v1("POST", "/reporter/schedules")
                .json("{\"name\":\"" + SECRET_WORD + "\",\"report\":\"sessions\",\"cron\":\"@monthly\"}")
                .send()
                .ok()
                .json()
                .path("id")
                .asLong();
        ourFilterSet = ours.legacy("POST", "/user-filter-sets/filterSetId")
                .json(Json.filters("{'key':'MESSAGE_TEXT','type':'TEXT','values':['" + SECRET_WORD + "']}"))
                .send()
                .ok()
                .json()
                .asString();
        ourLabel = ours.newSessionLabel(SECRET_WORD);
        log = new LogCapture();
    }

    @AfterAll
    static void stopListening() {
        log.close();
    }

    static Stream<Operation> operations() {
        return ApiDocument.operations().stream().filter(operation -> !isOpen(operation));
    }

    static Stream<Operation> withBearer() {
        return operations().filter(operation -> operation.path().startsWith("/api/v1/"));
    }

    static Stream<Operation> withTokenInPath() {
        return operations().filter(operation -> operation.path().contains("{token}"));
    }

    /** What anybody may ask, and the log-in, which has a test of its own. */
    private static boolean isOpen(Operation operation) {
        return operation.path().startsWith("/health/")
                || operation.path().equals("/openapi.json")
                || operation.path().equals("/api-docs")
                || operation.path().equals("/api/v1/session");
    }

    @Test
    void everyOperationIsOneOrTheOther() {
        assertThat(operations().count()).isGreaterThan(20);
        assertThat(Stream.concat(withBearer(), withTokenInPath())).containsExactlyInAnyOrderElementsOf(operations().toList());
    }

    @ParameterizedTest
    @MethodSource("withBearer")
    void withoutATokenTheCallIsRefused(Operation operation) {
        call(operation, "")
                .send()
                .isRefused(
                        401,
                        Problem.TOKEN_MISSING,
                        "this call needs a token: send the header «Authorization: Bearer …», or log in to the page");
        call(operation, "").header("Authorization", "Basic YTpi").send().isRefused(401, Problem.TOKEN_MISSING);
        call(operation, "").header("Cookie", "parley_session=garbage").header("X-Parley-Page", "1").send().isRefused(401, Problem.TOKEN_MISSING);
    }

    @ParameterizedTest
    @MethodSource("withBearer")
    void aBearerTokenThatIsGarbageOrRevokedOrForThePathIsRefused(Operation operation) {
        for (String token : List.of(
                GARBAGE, ours.revokedToken(TokenKind.UNIFIED), ours.revokedToken(TokenKind.INGEST), ours.projectToken())) {
            call(operation, "")
                    .bearer(token)
                    .send()
                    .isRefused(401, Problem.TOKEN_INVALID, "this token is unknown, revoked, or not for this kind of call");
        }
        // An ingest token may be a bearer, but only to report, and to ask for the branch of a session.
        if (!operation.path().startsWith("/api/v1/ingest/") && !operation.path().endsWith("/join")) {
            call(operation, "").bearer(ours.ingestToken()).send().isRefused(403, Problem.NOT_ALLOWED, "this token or person may not make this call");
        }
    }

    @ParameterizedTest
    @MethodSource("withTokenInPath")
    void aTokenInThePathThatIsGarbageOrRevokedOrForSomethingElseIsRefused(Operation operation) {
        boolean bots = isForBots(operation);
        TokenKind kind = bots ? TokenKind.INGEST : TokenKind.PROJECT;
        for (String token : List.of(
                GARBAGE, "%3A", ours.revokedToken(kind), ours.unified(), bots ? ours.projectToken() : ours.ingestToken())) {
            // A good bearer does not help a bad token in the path.
            call(operation, token).bearer(ours.unified()).send().isRefused(401, Problem.TOKEN_INVALID);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aStrangerSeesNothingOfOurs(Operation operation) {
        Call call = call(operation, isForBots(operation) ? stranger.ingestToken() : stranger.projectToken());
        if (!operation.path().contains("{token}")) {
            call.bearer(stranger.unified());
        }
        boolean named = operation.queryParameters().contains("projectShortName");
        if (named) {
            call.query("projectShortName", ours.one().shortName());
        }
        Answer answer = withSession(call, operation, "our-session").send();
        assertThat(answer.text()).doesNotContain(SECRET_WORD);
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        if (named || operation.path().contains("{reportGenerationTaskId}") || operation.path().contains("{scheduleId}") || operation.path().contains("{filterSetId}") || operation.path().contains("{projectShortName}") || operation.path().endsWith("by-session")) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        }
        // Nothing that the stranger did has touched what is ours.
        ours.v1("GET", "/reporter/logs/labels/sessions/" + ourLabel).send().ok();
        ours.v1("GET", "/reporter/reports/tasks/" + ourTask).send().ok();
    }

    /** Last, because it deletes what is ours. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noTokenCookieOrTextIsEverLogged() {
        operations().forEach(operation -> {
            String token = isForBots(operation) ? ours.ingestToken() : ours.projectToken();
            withSession(call(operation, token).bearer(ours.unified()), operation, "none").send();
            call(operation, ours.unified()).bearer(GARBAGE).send();
        });
        String login = ours.newPerson(Role.ADMIN);
        String cookie = SERVER.post("/api/v1/session")
                .json("{\"login\":\"" + login + "\",\"password\":\"" + Account.PASSWORD + "\"}")
                .send()
                .ok()
                .header("Set-Cookie")
                .replaceAll("parley_session=([^;]+);.*", "$1");
        SERVER.get("/api/v1/reporter/reports").header("Cookie", "parley_session=" + cookie).send().ok();
        ours.report(new Conversation("telegram", "boris", "logged").says(SAID).messages());
        SERVER.post("/api/v1/ingest/messages").bearer(ours.ingestToken()).json("[{\"questionId\":\"" + SAID + "\"}]").send().ok();
        ours.legacy("POST", "/messages/filter")
                .json(Json.filters("{'key':'MESSAGE_TEXT','type':'TEXT','values':['" + SAID + "']}"))
                .send()
                .ok();
        ours.legacy("POST", "/messages/filter").json(Json.filters("{'key':'" + SAID + "','type':'TEXT'}")).send();
        ours.legacy("GET", "/messages/by-session").query("sessionId", SAID).send();
        SERVER.post("/reporter/p/" + ours.projectToken() + "/no/such/path").send();
        SERVER.call("PATCH", "/restapi/external-bot/" + ours.ingestToken() + "/processLogs").send();
        assertThat(log.lines()).anyMatch(line -> line.contains("DispatcherServlet"));
        assertThat(log.lines()).anyMatch(line -> line.matches("io.parley.server.telemetry.RequestWatch POST /api/v1/reporter/messages/filter 200 in .*"));
        for (String secret : List.of(
                ours.unified(),
                ours.projectToken(),
                ours.ingestToken(),
                ours.projectToken().replace(":", "%3A"),
                GARBAGE,
                cookie,
                login,
                Account.PASSWORD)) {
            assertThat(log.lines()).noneMatch(line -> line.contains(secret));
        }
        // The framework, which has parameters in its lines here, is silent outside of tests.
        assertThat(log.lines().stream().filter(line -> line.startsWith("io.parley.")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(SAID) || line.contains(SECRET_WORD));
    }

    private static boolean isForBots(Operation operation) {
        return operation.path().startsWith("/restapi/");
    }

    private static Call withSession(Call call, Operation operation, String sessionId) {
        return operation.queryParameters().contains("sessionId") ? call.query("sessionId", sessionId) : call;
    }

    private static Call call(Operation operation, String tokenInPath) {
        Call call = SERVER.call(
                operation.method(),
                operation.path().replace("{token}", tokenInPath).replace("{reportGenerationTaskId}", ourTask)
                        .replace("{scheduleId}", "" + ourSchedule)
                        .replace("{filterSetId}", ourFilterSet)
                        .replace("{kind}", "results")
                        .replace("{metric}", "sessions")
                        .replace("{questionId}", "our-session-1")
                        .replace("{clientId}", "our-client")
                        .replace("{deliveryId}", "1")
                        .replace("{projectShortName}", ours.one().shortName())
                        .replace("{id}", "" + ourLabel));
        return operation.queryParameters().contains("timeout") ? call.query("timeout", 0) : call;
    }
}
