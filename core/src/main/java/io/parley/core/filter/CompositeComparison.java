// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;

/** How session data is compared (the contract's {@code CompositeComparisonType}). */
public enum CompositeComparison implements Comparison {
    NOT_IMPORTANT("Not important", "Неважно"),
    CONTAINS("Contains", "Содержит"),
    NOT_CONTAINS("Does not contain", "Не содержит"),
    EQUALS("Equals", "Равно"),
    NOT_EQUALS("Does not equal", "Не равно"),
    STARTS_WITH("Starts with", "Начинается с"),
    ENDS_WITH("Ends with", "Заканчивается на");

    /** The comparison preselected in the UI; a request must name one. */
    public static final CompositeComparison DEFAULT = CONTAINS;

    private final LocalizedText title;

    CompositeComparison(String en, String ru) {
        this.title = new LocalizedText(en, ru);
    }

    @Override
    public LocalizedText title() {
        return title;
    }

    /** Returns whether the comparison needs a value. */
    public boolean takesValue() {
        return this != NOT_IMPORTANT;
    }
}
