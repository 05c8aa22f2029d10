// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The address of a client behind a trusted proxy is the one that the proxy sends; this machine plays the proxy. */
class TrustedProxiesTest {
    private static final String PROXIES = "--parley.trusted-proxies=";
    private static final int MOST = LoginThrottle.FOR_A_LOGIN;

    private static ParleyServer behind;

    @BeforeAll
    static void start() {
        behind = ParleyServer.start(ServerEngine.EMBEDDED, PROXIES + "127.0.0.1,::1,10.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        behind.close();
    }

    @Test
    void whoGuessesBehindAProxyKeepsNobodyElseOut() {
        for (int i = 0; i < MOST; i++) {
            guess(behind, "guessed", "203.0.113.1").isRefused(401, ErrorCode.LOGIN_FAILED);
        }
        guess(behind, "guessed", "203.0.113.1").isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
        guess(behind, "guessed", "203.0.113.2").isRefused(401, ErrorCode.LOGIN_FAILED);
    }

    @Test
    void whatACallerWroteBeforeTheProxysWordCountsForNothing() {
        for (int i = 0; i < MOST; i++) {
            guess(behind, "spoofed", "198.51.100." + i + ", 203.0.113.3, 10.1.2.3")
                    .isRefused(401, ErrorCode.LOGIN_FAILED);
        }
        guess(behind, "spoofed", "198.51.100.77, 203.0.113.3").isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
        guess(behind, "spoofed", "203.0.113.3, 203.0.113.4").isRefused(401, ErrorCode.LOGIN_FAILED);
    }

    @Test
    void whoIsNoneOfTheProxiesIsNotBelieved() {
        try (ParleyServer other = ParleyServer.start(ServerEngine.EMBEDDED, PROXIES + "10.0.0.0/8")) {
            for (int i = 0; i < MOST; i++) {
                guess(other, "guessed", "203.0.113." + i).isRefused(401, ErrorCode.LOGIN_FAILED);
            }
            guess(other, "guessed", "203.0.113.77").isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void withoutProxiesNobodyIsBelievedAndTheOperatorHearsOfItOnce() {
        try (ParleyServer plain = ParleyServer.start(ServerEngine.EMBEDDED);
                LogCapture log = new LogCapture()) {
            for (int i = 0; i < MOST; i++) {
                guess(plain, "guessed", "203.0.113." + i).isRefused(401, ErrorCode.LOGIN_FAILED);
            }
            guess(plain, "guessed", "203.0.113.77").isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
            assertThat(log.complaints()).singleElement().asString().contains("Name it with --trusted-proxies");
        }
    }

    @Test
    void cookiesAndLinksAreForTheAddressThatPeopleCall() {
        Account account = behind.newAccount();
        String login = account.newPerson(Role.VIEWER);
        HttpCall call = behind.post("/api/v1/session")
                .json("{\"login\":\"" + login + "\",\"password\":\"" + Account.PASSWORD + "\"}");
        assertThat(asIfByTls(call).send().ok().header("Set-Cookie")).contains("; Secure;");
        String task = account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(task);
        HttpAnswer answer = asIfByTls(account.v1("GET", "/reporter/reports/tasks/" + task))
                .send()
                .ok();
        assertThat(answer.json().path("fileUrl").asString()).startsWith("https://parley.example.org/api/v1/reporter/");
    }

    private static HttpCall asIfByTls(HttpCall call) {
        return call.header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "parley.example.org");
    }

    @Test
    void whatIsNoAddressIsRefusedAtTheStart() {
        assertThatThrownBy(() -> ParleyServer.start(ServerEngine.EMBEDDED, PROXIES + "10.0.0.7,proxy.example.org")
                        .close())
                .rootCause()
                .hasMessage(
                        "trusted proxies: got «proxy.example.org», expected addresses such as 10.0.0.7 or 10.0.0.0/8");
    }

    private static HttpAnswer guess(ParleyServer server, String login, String forwardedFor) {
        return server.post("/api/v1/session")
                .json("{\"login\":\"" + login + "\",\"password\":\"wrong\"}")
                .header("X-Forwarded-For", forwardedFor)
                .send();
    }
}
