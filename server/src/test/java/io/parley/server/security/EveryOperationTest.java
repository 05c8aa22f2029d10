// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.ApiDocument.Operation;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.LoggedInUser;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.PopulatedAccount;
import io.parley.store.account.Role;
import io.parley.store.account.TokenKind;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes every call of the API document as each caller that lacks the permission, and as one of another account, which
 * may make the call but must not see our data.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String SECRET_WORD = "nobody-else-may-read-this";
    private static final String GARBAGE = "prl_garbage";
    private static final String SAID = "what-somebody-said-or-looked-for";

    /** Description of a legacy call in the document. */
    private static final Pattern TWIN = Pattern.compile("What `(\\w+) (\\S+)` does, .*");

    private static PopulatedAccount furnished;
    private static Account ours;
    private static Account stranger;
    private static LogCapture log;
    /** Revoked tokens of our account. */
    private static Map<TokenKind, String> revoked;

    /** Token of the other project of our account. */
    private static String tokenOfTwo;
    /** Another account, for calls that change data. */
    private static Account roles;

    private static Map<Role, LoggedInUser> users;

    @BeforeAll
    static void initialize() {
        furnished = new PopulatedAccount(SERVER, SECRET_WORD);
        ours = furnished.account();
        ours.finished(furnished.task());
        revoked = Stream.of(TokenKind.values()).collect(Collectors.toMap(kind -> kind, ours::revokedToken));
        tokenOfTwo = ours.newToken(TokenKind.PROJECT, ours.two());
        stranger = SERVER.newAccount();
        roles = SERVER.newAccount();
        users = Stream.of(Role.values())
                .collect(Collectors.toMap(role -> role, role -> roles.page(roles.newPerson(role))));
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
        return operations()
                .filter(operation -> operation.path().startsWith("/api/v1/")
                        || operation.path().startsWith("/v1/")
                        || isOfLangfuse(operation));
    }

    static Stream<Operation> withTokenInPath() {
        return operations().filter(operation -> operation.path().contains("{token}"));
    }

    static Stream<Operation> withProjectToken() {
        return withTokenInPath().filter(operation -> !isForBots(operation));
    }

    /**
     * All calls except those on data that the projects of an account share: the catalogue of labels, and filter sets.
     */
    static Stream<Operation> ofOneProject() {
        return withProjectToken()
                .filter(operation -> !operation.path().matches(".*(/labels|-labels/by-list|/\\{filterSetId}).*"));
    }

    /** Calls of Langfuse's API, which take a pair of keys, too. */
    private static boolean isOfLangfuse(Operation operation) {
        return operation.path().startsWith("/api/public/");
    }

    /** Calls that report conversations, except those with a token in the path. */
    private static boolean isIngest(Operation operation) {
        return operation.path().startsWith("/api/v1/ingest/")
                || operation.path().startsWith("/v1/")
                || isOfLangfuse(operation);
    }

    /** Calls without authentication, and the login, which has its own test. */
    private static boolean isOpen(Operation operation) {
        return operation.path().startsWith("/health/")
                || operation.path().equals("/openapi.json")
                || operation.path().equals("/api-docs")
                || operation.path().equals("/api/v1/session");
    }

    @Test
    void everyOperationIsOneOrTheOther() {
        assertThat(operations().count()).isGreaterThan(20);
        assertThat(Stream.concat(withBearer(), withTokenInPath()))
                .containsExactlyInAnyOrderElementsOf(operations().toList());
    }

    @ParameterizedTest
    @MethodSource("withBearer")
    void withoutATokenTheCallIsRefused(Operation operation) {
        call(operation, "")
                .send()
                .isRefused(
                        401,
                        ErrorCode.TOKEN_MISSING,
                        "this call needs a token: send the header «Authorization: Bearer …», or log in to the page");
        call(operation, "")
                .header("Authorization", "Basic YTpi")
                .send()
                .isRefused(401, isOfLangfuse(operation) ? ErrorCode.TOKEN_INVALID : ErrorCode.TOKEN_MISSING);
        call(operation, "")
                .header("Cookie", "parley_session=garbage")
                .header("X-Parley-Page", "1")
                .send()
                .isRefused(401, ErrorCode.TOKEN_MISSING);
    }

    @ParameterizedTest
    @MethodSource("withBearer")
    void aBearerTokenThatIsGarbageOrRevokedOrForThePathIsRefused(Operation operation) {
        for (String token :
                List.of(GARBAGE, revoked.get(TokenKind.UNIFIED), revoked.get(TokenKind.INGEST), ours.projectToken())) {
            call(operation, "")
                    .bearer(token)
                    .send()
                    .isRefused(
                            401,
                            ErrorCode.TOKEN_INVALID,
                            "this token is unknown, revoked, or not for this kind of call");
        }
        // An ingest token as a bearer may only ingest and ask for the branch of a session.
        if (!isIngest(operation) && !operation.path().endsWith("/join")) {
            call(operation, "")
                    .bearer(ours.ingestToken())
                    .send()
                    .isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
        }
    }

    @ParameterizedTest
    @MethodSource("withTokenInPath")
    void aTokenInThePathThatIsGarbageOrRevokedOrForSomethingElseIsRefused(Operation operation) {
        boolean bots = isForBots(operation);
        TokenKind kind = bots ? TokenKind.INGEST : TokenKind.PROJECT;
        for (String token : List.of(
                GARBAGE, "%3A", revoked.get(kind), ours.unified(), bots ? ours.projectToken() : ours.ingestToken())) {
            // A valid bearer does not make up for an invalid token in the path.
            call(operation, token).bearer(ours.unified()).send().isRefused(401, ErrorCode.TOKEN_INVALID);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aStrangerSeesNothingOfOurs(Operation operation) {
        HttpCall call = call(operation, isForBots(operation) ? stranger.ingestToken() : stranger.projectToken());
        if (!operation.path().contains("{token}")) {
            call.bearer(stranger.unified());
        }
        boolean named = operation.queryParameters().contains("projectShortName");
        if (named) {
            call.query("projectShortName", ours.one().shortName());
        }
        HttpAnswer answer =
                withSession(call, operation, PopulatedAccount.SESSION).send();
        assertThat(answer.text()).doesNotContain(SECRET_WORD);
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        if (named
                || operation.path().contains("{reportGenerationTaskId}")
                || operation.path().contains("{scheduleId}")
                || operation.path().contains("{filterSetId}")
                || operation.path().contains("{projectShortName}")
                || operation.path().endsWith("by-session")) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        }
        if (operation.method().equals("GET")) {
            return;
        }
        // The calls of the other account have changed none of our data.
        ours.v1("GET", "/reporter/logs/labels/sessions/" + furnished.label())
                .send()
                .ok();
        ours.v1("GET", "/reporter/reports/tasks/" + furnished.task()).send().ok();
    }

    @ParameterizedTest
    @MethodSource("ofOneProject")
    void aTokenOfAnotherProjectSeesNothingOfOurs(Operation operation) {
        HttpAnswer answer = withSession(call(operation, tokenOfTwo), operation, PopulatedAccount.SESSION)
                .send();
        assertThat(answer.text()).doesNotContain(SECRET_WORD);
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        if (operation.path().contains("{reportGenerationTaskId}")
                || operation.path().contains("{scheduleId}")) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        }
        ours.v1("GET", "/reporter/reports/tasks/" + furnished.task()).send().ok();
    }

    // ---- Roles

    @ParameterizedTest
    @MethodSource("withBearer")
    void aPersonMayDoWhatTheRoleAllowsAndNothingElse(Operation operation) {
        for (Map.Entry<Role, LoggedInUser> person : users.entrySet()) {
            HttpAnswer answer = person.getValue().on(call(operation, "")).send();
            if (person.getKey().ordinal() >= least(operation).ordinal()) {
                assertThat(answer.status())
                        .as("%s: %s", person.getKey(), answer)
                        .isNotIn(401, 403);
            } else {
                answer.isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withProjectToken")
    void aProjectTokenMayDoWhatAnAnalystMay(Operation operation) {
        HttpAnswer answer = call(operation, roles.projectToken()).send();
        if (least(operation) == Role.ADMIN) {
            answer.isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
        } else {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403);
        }
    }

    /** The least role that may make a call: as the document states, else derived from the call's method. */
    private static Role least(Operation operation) {
        Matcher legacy = TWIN.matcher(operation.description());
        if (legacy.matches()) {
            return least(ApiDocument.operations().stream()
                    .filter(v1 ->
                            v1.method().equals(legacy.group(1)) && v1.path().equals(legacy.group(2)))
                    .findFirst()
                    .orElseThrow());
        }
        String path = operation.path();
        if (operation.description().contains("For administrators.") || isIngest(operation)) {
            return Role.ADMIN;
        }
        if (operation.method().equals("DELETE") && path.matches(".*/(reports|schedules)(/.*)?")) {
            // A viewer starts reports, but the list of tasks is everybody's.
            return Role.ANALYST;
        }
        boolean looks = operation.method().equals("GET")
                || path.matches(".*/(filter|filter-options|interval-filter-options|all-for-bot|filterSetId|by-session)")
                || path.matches(".*/(stats|reports|schedules|session)(/.*)?");
        return looks ? Role.VIEWER : Role.ANALYST;
    }

    // ---- Logs

    /** Runs last, because it deletes our data. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noTokenCookieOrTextIsEverLogged() {
        operations().forEach(operation -> {
            String token = isForBots(operation) ? ours.ingestToken() : ours.projectToken();
            withSession(call(operation, token).bearer(ours.unified()), operation, "none")
                    .send();
            call(operation, ours.unified()).bearer(GARBAGE).send();
        });
        String login = ours.newPerson(Role.ADMIN);
        String cookie = SERVER.post("/api/v1/session")
                .json("{\"login\":\"" + login + "\",\"password\":\"" + Account.PASSWORD + "\"}")
                .send()
                .ok()
                .header("Set-Cookie")
                .replaceAll("parley_session=([^;]+);.*", "$1");
        SERVER.get("/api/v1/reporter/reports")
                .header("Cookie", "parley_session=" + cookie)
                .send()
                .ok();
        ours.report(new Conversation("telegram", "boris", "logged").says(SAID).messages());
        SERVER.post("/api/v1/ingest/messages")
                .bearer(ours.ingestToken())
                .json("[{\"questionId\":\"" + SAID + "\"}]")
                .send()
                .ok();
        ours.legacy("POST", "/messages/filter")
                .json(Json.filters("{'key':'MESSAGE_TEXT','type':'TEXT','values':['" + SAID + "']}"))
                .send()
                .ok();
        ours.legacy("POST", "/messages/filter")
                .json(Json.filters("{'key':'" + SAID + "','type':'TEXT'}"))
                .send();
        ours.legacy("GET", "/messages/by-session").query("sessionId", SAID).send();
        SERVER.post("/reporter/p/" + ours.projectToken() + "/no/such/path").send();
        SERVER.call("PATCH", "/restapi/external-bot/" + ours.ingestToken() + "/processLogs")
                .send();
        assertThat(log.lines()).anyMatch(line -> line.contains("DispatcherServlet"));
        assertThat(log.lines())
                .anyMatch(line -> line.matches(
                        "io.parley.server.telemetry.RequestWatch POST /api/v1/reporter/messages/filter 200 in .*"));
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
        // Spring logs request parameters at the levels used in this test; it does not in production.
        assertThat(log.lines().stream().filter(line -> line.startsWith("io.parley.")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(SAID) || line.contains(SECRET_WORD));
    }

    private static boolean isForBots(Operation operation) {
        return operation.path().startsWith("/restapi/");
    }

    private static HttpCall withSession(HttpCall call, Operation operation, String sessionId) {
        return operation.queryParameters().contains("sessionId") ? call.query("sessionId", sessionId) : call;
    }

    private static HttpCall call(Operation operation, String tokenInPath) {
        HttpCall call = SERVER.call(operation.method(), furnished.path(operation, tokenInPath));
        return operation.queryParameters().contains("timeout") ? call.query("timeout", 0) : call;
    }
}
