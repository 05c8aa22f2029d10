// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;

/** How options are compared (the contract's {@code CheckboxComparisonType}). */
public enum CheckboxComparison implements Comparison {
    NOT_IMPORTANT("Not important", "Неважно"),
    NOT_EXISTS("None", "Отсутствует"),
    EXISTS("Any", "Любое"),
    CONTAINS("Any of the chosen", "Любое из выбранных"),
    NOT_CONTAINS("None of the chosen", "Ни одного из выбранных");

    /** Comparison of a request that names none (our decision; the vendor's own example leaves it out). */
    public static final CheckboxComparison DEFAULT = CONTAINS;

    private final LocalizedText title;

    CheckboxComparison(String en, String ru) {
        this.title = new LocalizedText(en, ru);
    }

    @Override
    public LocalizedText title() {
        return title;
    }
}
