// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filters;

import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterType;
import io.parley.core.words.Language;

/**
 * What a page has to know to offer a filter (contract): said by the filter's declaration, in the caller's language.
 *
 * @param isDefault whether people see it before they ask for more filters
 * @param isRequired whether the section makes no sense without it
 */
record FilterInfo(
        FilterKey key, FilterType type, String label, boolean isDefault, boolean isRequired, FilterSettings settings) {

    static FilterInfo of(FilterKey key, Language language) {
        return new FilterInfo(
                key,
                key.shapes().getFirst().type(),
                key.title().in(language),
                key.isShownFirst(),
                key.isRequired(),
                FilterSettings.of(key, language));
    }
}
