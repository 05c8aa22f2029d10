// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    @Test
    void whoeverCallsTooOftenIsToldWhenToComeBackAndOthersAreServed() {
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED, "--parley.calls-a-second=1")) {
            Account busy = server.newAccount();
            Account other = server.newAccount();
            HttpAnswer last = IntStream.range(0, 100 * RateLimiter.SECONDS_AT_ONCE)
                    .mapToObj(i -> busy.v1("GET", "/reporter/reports").send())
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow();
            last.isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
            assertThat(last.header("Retry-After")).isEqualTo("1");
            assertThat(last.text()).contains("more than 1 calls a second; try again in 1 s");
            other.v1("GET", "/reporter/reports").send().ok();
            // Ingest calls are not limited: they wait for their commit.
            busy.report(List.of(Map.of(
                    "questionId",
                    "q",
                    "sessionId",
                    "s",
                    "botId",
                    "b",
                    "channelType",
                    "telegram",
                    "client",
                    Map.of("id", "c"),
                    "timestamp",
                    1_790_000_000_000L,
                    "question",
                    "hello")));
        }
    }
}
