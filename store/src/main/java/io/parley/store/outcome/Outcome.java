// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What people call a topic, an action or a result.
 *
 * @param key the scripts' word for it
 * @param value the people's word for it; null where the key says it all
 * @param hasData whether a session has it, so that the key is there to stay
 */
public record Outcome(
        long id, OutcomeKind kind, String key, @Nullable String value, boolean hasData) {

    /** The word to show. */
    public String shown() {
        return value == null ? key : value;
    }
}
