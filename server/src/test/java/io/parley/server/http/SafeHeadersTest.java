// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.ParleyServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/api-docs", "/openapi.json", "/health/live", "/api/v1/session", "/api/v1/reporter/filters"})
    void everyAnswerTellsBrowsersWhatTheyMustNotDo(String path) {
        HttpAnswer answer = ParleyServer.shared().get(path).send();
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
}
