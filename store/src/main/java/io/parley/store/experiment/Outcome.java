// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.Condition;
import io.parley.core.filter.Condition.LinkedToAny;
import io.parley.core.filter.Condition.TextMatches;
import io.parley.core.filter.Condition.TextOperator;
import io.parley.core.metric.Quantity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The criterion by which the branches of an experiment are compared. */
public sealed interface Outcome {

    /** Whether a session satisfies a condition. */
    record Happened(Condition condition) implements Outcome {}

    /** A quantity of a session. */
    record Amount(Quantity quantity) implements Outcome {
        /** What is true of the sessions that have the number, as metrics have it; null where the number itself may be missing. */
        @Nullable
        Condition ofSessions() {
            return switch (quantity) {
                case SESSION_LENGTH -> Condition.HAS_LENGTH;
                case BILLED_MINUTES, CLIENT_MESSAGES, SCORE, RESPONSE_TIME -> null;
            };
        }
    }

    static Outcome result(String result) {
        return new Happened(new TextMatches(List.of(Attribute.RESULT), TextOperator.EQUALS, List.of(result), true));
    }

    static Outcome topic(String topic) {
        return new Happened(new LinkedToAny<>(Attribute.TOPICS, Set.of(topic)));
    }

    static Outcome action(String action) {
        return new Happened(new LinkedToAny<>(Attribute.ACTIONS, Set.of(action)));
    }

    static Outcome label(long labelId) {
        return new Happened(new LinkedToAny<>(Attribute.SESSION_LABELS, Set.of(labelId)));
    }

    static Outcome transfer() {
        return new Happened(Condition.TRANSFERRED);
    }
}
