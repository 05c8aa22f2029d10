// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleSessionSplitterTest {
    private static final Instant START = Instant.parse("2020-10-01T09:00:00Z");

    private static MessageRow at(long key, Duration since) {
        return new MessageRow(
                1,
                1,
                0,
                key,
                MessageVersions.ofWhole(new MessageVersion(null, key)),
                true,
                Turn.builder("q" + key, START.plus(since)).build(),
                false,
                false);
    }

    @Test
    void aSilenceLongerThanTheGapEndsASession() {
        List<MessageRow> messages = new ArrayList<>(List.of(
                at(1, Duration.ZERO),
                at(2, IdleSessionSplitter.GAP),
                at(3, IdleSessionSplitter.GAP.multipliedBy(2).plusMillis(1))));
        Map<Long, String> expected = Map.of(1L, "idle-q1", 2L, "idle-q1", 3L, "idle-q3");

        assertThat(IdleSessionSplitter.cut(messages)).isEqualTo(expected);
        Collections.reverse(messages);
        assertThat(IdleSessionSplitter.cut(messages)).isEqualTo(expected);
    }

    @Test
    void aMessageInBetweenJoinsTwoSessions() {
        Duration apart = IdleSessionSplitter.GAP.multipliedBy(3).dividedBy(2);
        assertThat(IdleSessionSplitter.cut(List.of(at(1, Duration.ZERO), at(2, apart)))
                        .values())
                .containsOnly("idle-q1", "idle-q2");
        assertThat(IdleSessionSplitter.cut(List.of(at(1, Duration.ZERO), at(2, apart), at(3, apart.dividedBy(2))))
                        .values())
                .containsOnly("idle-q1");
    }
}
