// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WithoutContentTest {

    @Test
    void whatIsCountedStaysAndWhatWasTakenAwayOnceIsGoneForGood() {
        for (LogRecord record : new RandomLog(new Random(5)).records(300)) {
            if (record instanceof LogRecord.Message message) {
                Turn turn = message.turn();
                for (Turn left : List.of(turn.withoutContent(), turn.withoutClient(turn.questionId()))) {
                    assertThat(left.withoutContent()).isEqualTo(left);
                    assertThat(left.time()).isEqualTo(turn.time());
                    assertThat(left.type()).isEqualTo(turn.type());
                    assertThat(left.isClientMessage()).isEqualTo(turn.isClientMessage());
                    assertThat(left.routeState()).isEqualTo(turn.routeState());
                    assertThat(left.intent()).isEqualTo(turn.intent());
                    assertThat(left.exception() == null).isEqualTo(turn.exception() == null);
                    assertThat(left.replies().transfer())
                            .isEqualTo(turn.replies().transfer());
                    assertThat(left.replies().texts()).isNull();
                    assertThat(left.analytics().nps())
                            .isEqualTo(turn.analytics().nps());
                    assertThat(left.analytics().automationStatus())
                            .isEqualTo(turn.analytics().automationStatus());
                    assertThat(left.analytics().sessionData()).isEmpty();
                }
            }
        }
    }

    /** Stores contain the fingerprints and recognise repeated messages by them. */
    @Test
    void theFingerprintOfAMessageWithContentIsWhatItWasBeforeThereWereOthers() {
        LogRecord.Message message = new LogRecord.Message(
                new Origin("bot", "vk", "anna", ClientNames.NONE, "s"),
                Turn.builder("q", Instant.EPOCH)
                        .question("hello")
                        .analytics(new Analytics("Done", Map.of("a", "1"), List.of(), List.of()))
                        .build());
        assertThat(message.toString())
                .startsWith("Message[origin=Origin[")
                .endsWith("]]")
                .doesNotContain("cleaned");
        assertThat(Keys.digest(new LogRecord.Message(message.origin(), message.turn(), true)))
                .isNotEqualTo(Keys.digest(message));
    }

    @Test
    void aPseudonymTellsItsKeyAndNothingElse() {
        assertThat(Pseudonyms.of(-2)).isEqualTo("erased-fffffffffffffffe");
        assertThat(Pseudonyms.key("erased-fffffffffffffffe")).hasValue(-2);
        for (String other : List.of("erased-", "erased-x", "anna", "", "erased-00fffffffffffffffe")) {
            assertThat(Pseudonyms.key(other)).as(other).isEmpty();
        }
        assertThat(Pseudonyms.ofMessage(-2, "telegram-79161234567.1", "79161234567"))
                .isEqualTo("erased-fffffffffffffffe");
        assertThat(Pseudonyms.ofMessage(-2, "telegram-791612345678", "79161234567"))
                .isEqualTo("telegram-791612345678");
    }
}
