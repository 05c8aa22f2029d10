// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static Turn.Builder turn() {
        return Turn.builder("q", Instant.EPOCH);
    }

    @Test
    void aClientMessageIsAnyPhraseButStartOrAFile() {
        assertThat(turn().question("hello").build().isClientMessage()).isTrue();
        assertThat(turn().question("").build().isClientMessage()).isTrue();
        assertThat(turn().event("fileEvent").build().isClientMessage()).isTrue();
        assertThat(turn().question("/start").build().isClientMessage()).isFalse();
        assertThat(turn().event("hangup").build().isClientMessage()).isFalse();
        assertThat(turn().build().isClientMessage()).isFalse();
    }

    @Test
    void whatNoEngineCanKeepBecomesAVisibleMark() {
        assertThat(turn().question("a\u0000b\uD800c🙂").build().question()).isEqualTo("a\uFFFDb\uFFFDc🙂");
    }

    @Test
    void sessionDataIsCutAsTheVendorsRuntimeCutsIt() {
        Analytics analytics = new Analytics(null, Map.of("h".repeat(300), "🙂".repeat(30_001)), List.of(), List.of());
        assertThat(analytics.sessionData()).containsExactly(Map.entry("h".repeat(255), "🙂".repeat(30_000)));
    }
}
