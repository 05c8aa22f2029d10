// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The display name of a topic, an action or a result.
 *
 * @param key the name in scripts
 * @param value the display name; null where the key is displayed
 * @param hasData whether a session has it, so that the key can neither be changed nor removed
 */
public record Outcome(
        long id, OutcomeKind kind, String key, @Nullable String value, boolean hasData) {

    /** Returns the name to display. */
    public String shown() {
        return value == null ? key : value;
    }
}
