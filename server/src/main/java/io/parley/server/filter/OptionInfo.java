// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import io.parley.core.i18n.Language;
import io.parley.core.i18n.LocalizedText;
import io.parley.store.query.FilterOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Option of a filter (contract).
 *
 * @param isSelected whether the filters of the request contain it; for static options, whether it is preselected
 * @param frequency messages with this value among those that match the other filters; null where they are not counted
 * @param parentValue the value above it in a tree, or the name of its group
 */
record OptionInfo(
        String value,
        String label,
        boolean isSelected,
        @Nullable Long frequency,
        @Nullable String parentValue,
        @Nullable List<String> childValues) {

    static OptionInfo of(FilterOption option, boolean isSelected, Language language) {
        return new OptionInfo(
                option.value(),
                option.label().in(language),
                isSelected,
                option.messages(),
                option.parent(),
                option.children().isEmpty() ? null : option.children());
    }

    /** @param offered the preselected option; null for none */
    static List<OptionInfo> fixed(Map<String, LocalizedText> options, @Nullable String offered, Language language) {
        return options.entrySet().stream()
                .map(option -> new OptionInfo(
                        option.getKey(),
                        option.getValue().in(language),
                        option.getKey().equals(offered),
                        null,
                        null,
                        null))
                .toList();
    }
}
