// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {

    /** Stores contain these keys; a changed key would break the relations of every row. */
    @Test
    void keysNeverChange() {
        long client = Keys.client(1, "bot", "anna");
        assertThat(List.of(client, Keys.session(client, "s"), Keys.message(1, "bot", "q")))
                .containsExactly(-692384790762110800L, 5524852257728335557L, 653242828372139695L);
        assertThat(Keys.question(1000022, "b4b91865-430d-41c0-adac-579b9bc90ed3"))
                .isEqualTo(1013944688929849426L);
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(Keys.client(1, "ab", "c")).isNotEqualTo(Keys.client(1, "a", "bc"));
    }

    @Test
    void aRecordAndItsCopyHaveOneFingerprint() {
        assertThat(Keys.digest(record())).isEqualTo(Keys.digest(record()));
    }

    private static LogRecord.Message record() {
        return new LogRecord.Message(
                new Origin("bot", "vk", "anna", Names.NONE, "s"),
                Turn.builder("q", Instant.EPOCH)
                        .question("hello")
                        .analytics(new Analytics("Done", Map.of("a", "1", "b", "2", "c", "3"), List.of(), List.of()))
                        .build());
    }
}
