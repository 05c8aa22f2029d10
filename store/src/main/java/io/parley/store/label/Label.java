// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A label of an account's catalogue.
 *
 * @param priority display order, ascending
 * @param group null for session labels, which have none
 */
public record Label(
        long id, String name, int priority, @Nullable Group group) {
    public static final Comparator<Label> DISPLAY_ORDER =
            Comparator.comparingInt(Label::priority).thenComparingLong(Label::id);

    /** A group of message labels. */
    public record Group(long id, String name, int priority) {}
}
