// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.RawRequest;
import io.parley.server.fixture.ServerEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String MADE = "[0-9a-f]{16}";

    @Test
    void aRequestWithoutAnIdGetsOne() {
        String first = id(SERVER.get("/health/live"));
        assertThat(first).matches(MADE);
        assertThat(id(SERVER.get("/health/live"))).matches(MADE).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, "7", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "req_1:2.3-4", "a+b/c=="})
    void anIdThatIsWellFormedIsKept(String given) {
        assertThat(id(SERVER.get("/health/live").header("X-Request-Id", given))).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "<b>", "\"", "{}", "a\tb", "${jndi}"})
    void anIdThatCouldHarmALogIsNotTaken(String given) {
        assertThat(id(SERVER.get("/health/live").header("X-Request-Id", given))).matches(MADE);
    }

    @Test
    void anIdOfMoreThanAHundredCharactersIsNotTaken() {
        assertThat(id(SERVER.get("/health/live").header("X-Request-Id", "a".repeat(100))))
                .isEqualTo("a".repeat(100));
        assertThat(id(SERVER.get("/health/live").header("X-Request-Id", "a".repeat(101))))
                .matches(MADE);
    }

    @Test
    void refusalsHaveIdsToo() {
        assertThat(SERVER.post("/reporter/p/none/sessions/filter")
                        .header("X-Request-Id", ID)
                        .send()
                        .header("X-Request-Id"))
                .isEqualTo(ID);
        assertThat(SERVER.get("/api/none").header("X-Request-Id", ID).send().header("X-Request-Id"))
                .isEqualTo(ID);
    }

    @Test
    void evenWhatIsNoHttpGetsAnIdWithItsRefusal() {
        assertThat(RawRequest.send(SERVER, "GET /a<b HTTP/1.1").header("X-Request-Id"))
                .matches(MADE);
    }

    @Test
    void whoMeetsAFaultOfTheServerLearnsUnderWhichIdTheLogHasIt() {
        try (ParleyServer failing = ParleyServer.start(ServerEngine.EMBEDDED);
                LogCapture log = new LogCapture()) {
            Account there = failing.newAccount();
            failing.store().close();
            HttpAnswer answer = there.v1("POST", "/reporter/sessions/filter")
                    .header("X-Request-Id", ID)
                    .send();
            answer.isRefused(
                    500,
                    ErrorCode.UNEXPECTED,
                    "the server failed at request " + ID + "; its log says more, the request was not at fault");
            assertThat(answer.json().path("args").path("requestId").asString()).isEqualTo(ID);
            assertThat(log.about(ID)).anyMatch(line -> line.contains("POST /api/v1/reporter/sessions/filter failed\n"));
        }
    }

    private static String id(HttpCall call) {
        return call.send().ok().header("X-Request-Id");
    }
}
