// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import io.parley.core.filter.FilterKey;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of entries: what a session was about, what was done in it, and how it ended. */
public enum OutcomeKind {
    TOPIC(FilterKey.SESSION_TOPIC),
    ACTION(FilterKey.SCENARIO_ACTION),
    RESULT(FilterKey.SESSION_RESULT);

    private final FilterKey filter;

    OutcomeKind(FilterKey filter) {
        this.filter = filter;
    }

    /** Returns the kind with keys that are the options of that filter. */
    public static Optional<OutcomeKind> offeredBy(FilterKey filter) {
        return Arrays.stream(values()).filter(kind -> kind.filter == filter).findFirst();
    }
}
