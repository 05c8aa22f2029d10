// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Project;
import io.parley.store.account.Role;
import io.parley.store.account.TokenKind;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each kind of caller may access within an account, and what the page's cookie permits. */
class PrincipalScopeTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        account.report(
                account.one(),
                new Conversation("telegram", "anna", "in one").says("one").messages());
        account.report(
                account.two(),
                new Conversation("telegram", "anna", "in two").says("two").messages());
    }

    @Test
    void aProjectTokenSeesOnlyItsProject() {
        assertThat(account.legacy("POST", "/sessions/filter").send().ok().each("sessions", "sessionId"))
                .containsExactly("in one");
        assertThat(account.legacy("POST", "/messages/filter").send().ok().each("messages", "question"))
                .containsExactly("one");
        account.legacy("GET", "/messages/by-session")
                .query("sessionId", "in two")
                .send()
                .isRefused(404, ErrorCode.SESSION);
        account.legacy("POST", "/sessions/filter")
                .query("projectShortName", account.two().shortName())
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    @Test
    void aUnifiedTokenSeesAllProjectsOrTheOneThatItNames() {
        assertThat(account.v1("POST", "/reporter/sessions/filter").send().ok().each("sessions", "sessionId"))
                .containsExactly("in one", "in two");
        assertThat(account.v1("POST", "/reporter/sessions/filter")
                        .query("projectShortName", account.two().shortName())
                        .send()
                        .ok()
                        .each("sessions", "projectShortName"))
                .containsExactly(account.two().shortName());
    }

    @Test
    void tasksOfOneProjectAreNotThoseOfAnother() {
        String ofOne = task(account.one());
        String ofTwo = task(account.two());
        String ofAll = account.v1("POST", "/async/reporter/reports/messages")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                .containsExactlyInAnyOrder(ofOne, ofTwo, ofAll);
        assertThat(account.legacy("GET", "/reports").send().ok().each("tasks", "taskId"))
                .containsExactly(ofOne);
        account.legacy("GET", "/reports/tasks/" + ofTwo)
                .send()
                .isRefused(
                        404, ErrorCode.TASK, "reportGenerationTaskId", ofTwo, "the id of a task that is not deleted");
        account.legacy("DELETE", "/reports/tasks/" + ofTwo).send().isRefused(404, ErrorCode.TASK);
        account.legacy("GET", "/reports/tasks/" + ofAll + "/file").send().isRefused(404, ErrorCode.TASK);
        account.finished(ofOne);
        account.finished(ofTwo);
        account.legacy("DELETE", "/reports").send().ok();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                .containsExactlyInAnyOrder(ofTwo, ofAll);
    }

    private static String task(Project project) {
        return account.v1("POST", "/async/reporter/reports/messages")
                .query("projectShortName", project.shortName())
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
    }

    @Test
    void aTokenThatIsRevokedOpensNothingSoonAfter() {
        Account other = SERVER.newAccount();
        other.v1("POST", "/reporter/sessions/filter").send().ok();
        SERVER.store()
                .accounts()
                .revokeToken(
                        other.id(),
                        new RequestValue<>("id", other.unifiedToken().id()));
        Awaitility.await("the token forgotten")
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        other.v1("POST", "/reporter/sessions/filter").send().status() == 401);
    }

    @Test
    void theFirstWordOfTheBearerHeaderMayBeInAnyCase() {
        SERVER.post("/api/v1/reporter/sessions/filter")
                .header("Authorization", "bearer  " + account.unified())
                .send()
                .ok();
    }

    // ---- The page

    @Test
    void aPersonLogsInIsKnownAndLogsOut() {
        String login = account.newPerson(Role.ADMIN);
        var answer = logIn(login, Account.PASSWORD).send().ok();
        assertThat(answer.json()).isEqualTo(Json.object("""
                {'user':{'login':'%s','role':'ADMIN','accountId':%d},
                 'projects':[{'shortName':'%s','name':'One'},{'shortName':'%s','name':'Two'}]}
                """.formatted(
                login, account.id(), account.one().shortName(), account.two().shortName())));
        String setCookie = answer.header("Set-Cookie");
        assertThat(setCookie).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600");
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));

        assertThat(SERVER.get("/api/v1/session")
                        .header("Cookie", cookie)
                        .send()
                        .ok()
                        .json())
                .isEqualTo(answer.json());
        assertThat(SERVER.get("/api/v1/reporter/messages/by-session")
                        .query("sessionId", "in two")
                        .header("Cookie", "other=1; " + cookie)
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("two");

        var out = SERVER.delete("/api/v1/session")
                .header("Cookie", cookie)
                .header("X-Parley-Page", "1")
                .send();
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).startsWith("parley_session=;").contains("Max-Age=0");
        SERVER.get("/api/v1/session")
                .header("Cookie", cookie)
                .send()
                .isRefused(401, ErrorCode.TOKEN_MISSING, "nobody is logged in here");
    }

    @Test
    void anUnsafeCallByCookieNeedsThePagesHeader() {
        String setCookie = logIn(account.newPerson(Role.VIEWER), Account.PASSWORD)
                .send()
                .ok()
                .header("Set-Cookie");
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));
        for (String path :
                new String[] {"/api/v1/reporter/sessions/filter", "/api/v1/async/reporter/reports/messages"}) {
            SERVER.post(path)
                    .header("Cookie", cookie)
                    .send()
                    .isRefused(
                            403,
                            ErrorCode.PAGE_HEADER_MISSING,
                            "X-Parley-Page",
                            null,
                            "1, on every call that the page's cookie rides on");
            SERVER.post(path)
                    .header("Cookie", cookie)
                    .header("X-Parley-Page", "1")
                    .send()
                    .ok();
        }
        SERVER.delete("/api/v1/session").header("Cookie", cookie).send().isRefused(403, ErrorCode.PAGE_HEADER_MISSING);
        SERVER.get("/api/v1/session").header("Cookie", cookie).send().ok();
    }

    @Test
    void aViewerMayLookButNotReport() {
        String setCookie = logIn(account.newPerson(Role.VIEWER), Account.PASSWORD)
                .send()
                .ok()
                .header("Set-Cookie");
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));
        SERVER.post("/api/v1/ingest/messages")
                .header("Cookie", cookie)
                .header("X-Parley-Page", "1")
                .json("[]")
                .send()
                .isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
        SERVER.get("/api/v1/ingest/quarantine").header("Cookie", cookie).send().isRefused(403, ErrorCode.NOT_ALLOWED);
    }

    @Test
    void aWrongPasswordAndAnUnknownLoginAreAnsweredAlike() {
        String words = "login and password do not belong together";
        logIn(account.newPerson(Role.ADMIN), "wrong").send().isRefused(401, ErrorCode.LOGIN_FAILED, words);
        logIn("nobody@example.org", Account.PASSWORD).send().isRefused(401, ErrorCode.LOGIN_FAILED, words);
        logIn("", "").send().isRefused(401, ErrorCode.LOGIN_FAILED, words);
    }

    @Test
    void aProjectTokenOpensNothingButItsOwnEdition() {
        String ofTwo = account.newToken(TokenKind.PROJECT, account.two());
        assertThat(SERVER.post("/api/reporter/p/" + ofTwo + "/sessions/filter")
                        .send()
                        .ok()
                        .each("sessions", "sessionId"))
                .containsExactly("in two");
        SERVER.post("/restapi/external-bot/" + ofTwo + "/processLogs")
                .json("{}")
                .send()
                .isRefused(401, ErrorCode.TOKEN_INVALID);
    }

    private static HttpCall logIn(String login, String password) {
        return SERVER.post("/api/v1/session")
                .json(Json.object("{}").put("login", login).put("password", password));
    }
}
