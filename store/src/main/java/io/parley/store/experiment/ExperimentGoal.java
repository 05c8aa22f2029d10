// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterCondition;
import io.parley.core.filter.FilterCondition.LinkedToAny;
import io.parley.core.filter.FilterCondition.TextMatches;
import io.parley.core.filter.FilterCondition.TextOperator;
import io.parley.core.metric.Quantity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The criterion by which the branches of an experiment are compared. */
public sealed interface ExperimentGoal {

    /** Whether a session satisfies a condition. */
    record Happened(FilterCondition condition) implements ExperimentGoal {}

    /** A quantity of a session. */
    record Amount(Quantity quantity) implements ExperimentGoal {
        /** What is true of the sessions that have the number, as metrics have it; null where the number itself may be missing. */
        @Nullable
        FilterCondition ofSessions() {
            return switch (quantity) {
                case SESSION_LENGTH -> FilterCondition.HAS_LENGTH;
                case BILLED_MINUTES, CLIENT_MESSAGES, SCORE, RESPONSE_TIME, INPUT_TOKENS, OUTPUT_TOKENS, COST -> null;
            };
        }
    }

    static ExperimentGoal result(String result) {
        return new Happened(new TextMatches(List.of(Attribute.RESULT), TextOperator.EQUALS, List.of(result), true));
    }

    static ExperimentGoal topic(String topic) {
        return new Happened(new LinkedToAny<>(Attribute.TOPICS, Set.of(topic)));
    }

    static ExperimentGoal action(String action) {
        return new Happened(new LinkedToAny<>(Attribute.ACTIONS, Set.of(action)));
    }

    static ExperimentGoal label(long labelId) {
        return new Happened(new LinkedToAny<>(Attribute.SESSION_LABELS, Set.of(labelId)));
    }

    static ExperimentGoal transfer() {
        return new Happened(FilterCondition.TRANSFERRED);
    }
}
