// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterType;
import io.parley.core.i18n.Language;

/**
 * Description of a filter for a page that offers it (contract), from the filter's declaration, in the caller's
 * language.
 *
 * @param isDefault whether the page shows it before the user asks for more filters
 * @param isRequired whether the section requires it
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
