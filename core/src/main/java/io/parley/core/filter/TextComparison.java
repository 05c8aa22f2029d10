// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;

/** How texts are compared (the contract's {@code TextComparisonType}). */
public enum TextComparison implements Comparison {
    NOT_IMPORTANT("Not important", "Неважно"),
    CONTAINS("Contains", "Содержит"),
    NOT_CONTAINS("Does not contain", "Не содержит"),
    EQUALS("Equals", "Равно");

    /** Comparison of a request that names none (our decision). */
    public static final TextComparison DEFAULT = CONTAINS;

    private final LocalizedText title;

    TextComparison(String en, String ru) {
        this.title = new LocalizedText(en, ru);
    }

    @Override
    public LocalizedText title() {
        return title;
    }
}
