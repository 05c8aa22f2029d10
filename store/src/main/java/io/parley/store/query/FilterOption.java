// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.i18n.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that can be chosen in a filter.
 *
 * @param value the value in requests
 * @param messages how many messages have it, out of those that match the other filters; null where messages are not
 *     counted
 * @param parent the value above it in a tree, or the name of its group; null for none
 * @param children the values directly below it in a tree
 */
public record FilterOption(
        String value,
        LocalizedText label,
        @Nullable Long messages,
        @Nullable String parent,
        List<String> children) {

    /** Returns an option without a parent. */
    static FilterOption flat(String value, LocalizedText label, @Nullable Long messages) {
        return new FilterOption(value, label, messages, null, List.of());
    }
}
