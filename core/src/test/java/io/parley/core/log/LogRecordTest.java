// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRecordTest {
    private static final Instant FINE = Instant.parse("2026-03-01T10:00:00.123456789Z");
    private static final Instant KEPT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final String STRANGE = "a\u0000b\ud800c";
    private static final String CLEAN = "a\uFFFDb\uFFFDc";

    @Test
    void recordsHoldOnlyWhatAnEngineCanKeep() {
        assertThat(new LogRecord.Status(STRANGE, STRANGE, MessageStatus.DELIVERED, FINE))
                .isEqualTo(new LogRecord.Status(CLEAN, CLEAN, MessageStatus.DELIVERED, KEPT));
        assertThat(new LogRecord.Transfer(STRANGE, STRANGE, STRANGE, STRANGE, FINE))
                .isEqualTo(new LogRecord.Transfer(CLEAN, CLEAN, CLEAN, CLEAN, KEPT));
        assertThat(new LogRecord.Reaction(STRANGE, STRANGE, STRANGE, STRANGE, STRANGE, STRANGE, FINE))
                .isEqualTo(new LogRecord.Reaction(CLEAN, CLEAN, CLEAN, CLEAN, CLEAN, CLEAN, KEPT));
        assertThat(turn(STRANGE, FINE)).isEqualTo(turn(CLEAN, KEPT));
        assertThat(turn(STRANGE, FINE).toString()).doesNotContain("\u0000", "\ud800");
    }

    private static Turn turn(String text, Instant time) {
        RawJson json = new RawJson(text);
        return new Turn(
                text,
                time,
                text,
                text,
                text,
                new Nlp(text, text, text, text, text, 0.5, text, text),
                json,
                json,
                json,
                json,
                1,
                text,
                text,
                false,
                new Operator(text, text, text, text, text),
                text,
                text,
                new PhoneCall(1L, true, text),
                false,
                Analytics.NONE,
                new Usage(List.of(text), List.of(), 1L, null, null));
    }
}
