// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.RawRequest;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown paths, unsupported methods, and invalid HTTP requests. */
class AddressRefusalsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1",
                "/api/v2/reporter/sessions/filter",
                "/api/v1/reporter/nothing",
                "/api/v1/reporter/reports/tasks",
                "/api/v1/reporter/sessions/filter/",
                "/restapi",
                "/restapi/nothing",
                "/reporter",
                "/reporter/p",
                "/health/nothing",
                "/no.such.file"
            })
    void whereThereIsNothingThatIsSaid(String path) {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            SERVER.call(method, path)
                    .bearer(account.unified())
                    .send()
                    .isRefused(
                            404, ErrorCode.NO_SUCH_PATH, "path", path, "a path of the API document at /openapi.json");
        }
    }

    /** Tomcat fails with more than ten. */
    @Test
    void aCallerMayUnderstandAnyNumberOfLanguages() {
        String languages = String.join(",", Locale.getISOLanguages());
        assertThat(RawRequest.send(SERVER, "GET /health/live HTTP/1.1", "Accept-Language: " + languages)
                        .status())
                .isEqualTo(200);
        RawRequest.send(SERVER, "GET /api/nothing HTTP/1.1", "Accept-Language: " + languages)
                .isRefused(404, ErrorCode.NO_SUCH_PATH);
    }

    @Test
    void aLegacyPathThatLeadsNowhereIsNamedWithoutItsToken() {
        HttpAnswer answer = account.legacy("POST", "/nothing").send().isRefused(404, ErrorCode.NO_SUCH_PATH);
        assertThat(answer.text()).doesNotContain(account.projectToken());
        answer = SERVER.post("/restapi/external-bot/" + account.ingestToken() + "/nothing")
                .send()
                .isRefused(404, ErrorCode.NO_SUCH_PATH);
        assertThat(answer.text()).doesNotContain(account.ingestToken());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/v1/reporter/sessions/filter,                         one of POST",
        "GET,    /api/v1/reporter/sessions/filter,                         one of POST",
        "POST,   /api/v1/reporter/messages/by-session,                     one of GET",
        "PATCH,  /api/v1/async/reporter/reports/messages,                  one of POST",
        "DELETE, /api/v1/ingest/messages,                                  one of POST",
        "DELETE, /reporter/p/TOKEN/sessions/filter,                        one of POST",
        "PUT,    /api/reporter/p/TOKEN/messages/by-session,                one of GET",
        "GET,    /restapi/external-bot/TOKEN/processLogs,                  one of POST",
        "POST,   /health/live,                                             one of GET",
        "POST,   /api/v1/reporter/reports/tasks/1/file,                    one of GET",
    })
    void aMethodThatThePathDoesNotKnowIsRefused(String method, String path, String expected) {
        SERVER.call(method, path.replace("TOKEN", account.projectToken()))
                .bearer(account.unified())
                .send()
                .isRefused(405, ErrorCode.METHOD, "method", method, expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /reporter/p/%zz/sessions/filter HTTP/1.1",
                "GET /a|b HTTP/1.1",
                "GET /api/v1/reporter/reports/tasks/a%2Fb HTTP/1.1",
                "GET /api/v1/reporter/reports/tasks/a%5Cb HTTP/1.1",
                "GET /api/v1/%00 HTTP/1.1",
                "GET /a{b} HTTP/1.1",
                "GET /\u00e9\u0431 HTTP/1.1",
                "GET /api/../../etc/passwd HTTP/1.1",
                "GET /api/v1/..;/health HTTP/1.1",
                "GET /api/v1/reporter/messages/by-session?sessionId=%zz HTTP/1.1",
                "GET nowhere HTTP/1.1",
                "NONSENSE",
                "G<T / HTTP/1.1",
                "GET / HTTP/9.9",
            })
    void aRequestThatIsHardlyHttpIsRefusedInTheSameShape(String requestLine) {
        HttpAnswer answer = RawRequest.send(SERVER, requestLine, "Authorization: Bearer " + account.unified());
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 505).isNotEqualTo(500);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("error", "message", "args");
        assertThat(answer.text()).doesNotContain("Exception", "Tomcat", "Apache", "io.parley");
    }

    @Test
    void whatTheWebServerItselfRefusesIsAnsweredToTheLetter() {
        assertThat(RawRequest.send(SERVER, "GET /a|b HTTP/1.1").json()).isEqualTo(Json.object("""
                {'error':'reporter.validation.invalid_value',
                 'message':'request: got something that is no valid HTTP request, expected an address and headers as RFC 9110 has them',
                 'args':{'field':'request'}}
                """));
    }

    @Test
    void aSemicolonIsNotTakenForTheEndOfAName() {
        String path = "/api/v1/reporter/comments/a";
        account.report(new Conversation("telegram", "anna", "s")
                .says("hi")
                .with(message -> message.put("questionId", "a"))
                .messages());
        String comment = "{\"comment\":\"about something else\"}";
        SERVER.post(path + ";b")
                .bearer(account.unified())
                .json(comment)
                .send()
                .isRefused(
                        404, ErrorCode.NO_SUCH_PATH, "path", path + ";b", "a path whose semicolons are written as %3B");
        SERVER.post(path + "%3Bb")
                .bearer(account.unified())
                .json(comment)
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
        SERVER.post(path).bearer(account.unified()).json(comment).send().ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "-0", "nonsense", "*/*;q=2", "application/xml;q=0.5, ;", "a/b/c"})
    void whatTheCallerSaysToAcceptDoesNotMatter(String accept) {
        assertThat(account.v1("GET", "/reporter/reports")
                        .header("Accept", accept)
                        .send()
                        .ok()
                        .contentType())
                .startsWith("application/json");
    }

    @Test
    void headersTooLargeAreRefused() {
        HttpAnswer answer = RawRequest.send(SERVER, "GET /health/live HTTP/1.1", "X-Large: " + "a".repeat(100_000));
        assertThat(answer.status()).isBetween(400, 431);
        assertThat(answer.json().path("error").asString()).startsWith("reporter.validation.");
    }

    @Test
    void traceIsNotAnswered() {
        assertThat(RawRequest.send(SERVER, "TRACE /api/v1/reporter/reports HTTP/1.1", "Authorization: Bearer secret")
                        .text())
                .doesNotContain("secret");
    }

    @Test
    void headIsAnsweredLikeGetWithoutABody() {
        HttpAnswer answer = RawRequest.send(SERVER, "HEAD /health/live HTTP/1.1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
    }
}
