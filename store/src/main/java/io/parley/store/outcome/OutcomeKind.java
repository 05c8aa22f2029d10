// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import io.parley.core.filter.FilterKey;
import java.util.Arrays;
import java.util.Optional;

/** What a metric says about a session. */
public enum OutcomeKind {
    TOPIC(FilterKey.SESSION_TOPIC),
    ACTION(FilterKey.SCENARIO_ACTION),
    RESULT(FilterKey.SESSION_RESULT);

    private final FilterKey filter;

    OutcomeKind(FilterKey filter) {
        this.filter = filter;
    }

    /** The kind whose keys are the options of that filter. */
    public static Optional<OutcomeKind> offeredBy(FilterKey filter) {
        return Arrays.stream(values()).filter(kind -> kind.filter == filter).findFirst();
    }
}
