// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;

/** Forms of a filter's values (contract). */
public enum FilterType {
    TEXT("Text to look for", "Искомый текст"),
    DATE_TIME_RANGE("From – to", "С – по"),
    NUMERIC_RANGE("From – to", "От – до"),
    CHECKBOX("Choose values", "Выберите значения"),
    RADIO("Choose one", "Выберите одно"),
    TREE("Choose branches", "Выберите ветви"),
    CUSTOM_FIELDS_IN_RESPONSE("JSON path, $.replies[*].type for instance", "Путь JSON, например $.replies[*].type"),
    COMPOSITE_FILTER("Key", "Ключ");

    private final LocalizedText placeholder;

    FilterType(String en, String ru) {
        this.placeholder = new LocalizedText(en, ru);
    }

    /** Returns the text shown in an empty field. */
    public LocalizedText placeholder() {
        return placeholder;
    }
}
