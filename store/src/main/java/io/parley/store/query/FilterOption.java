// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.words.Title;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that a filter can be given.
 *
 * @param value what requests carry
 * @param messages how many messages have it, out of those that the other filters leave; null where nobody counts
 * @param parent the value above it in a tree, or the name of its group; null for none
 * @param children the values right below it in a tree
 */
public record FilterOption(
        String value,
        Title label,
        @Nullable Long messages,
        @Nullable String parent,
        List<String> children) {

    /** An option that hangs below nothing. */
    static FilterOption flat(String value, Title label, @Nullable Long messages) {
        return new FilterOption(value, label, messages, null, List.of());
    }
}
