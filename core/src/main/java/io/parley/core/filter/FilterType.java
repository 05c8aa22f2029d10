package io.parley.core.filter;

/** The forms in which a filter's values come (contract). */
public enum FilterType {
    TEXT,
    DATE_TIME_RANGE,
    NUMERIC_RANGE,
    CHECKBOX,
    RADIO,
    TREE,
    CUSTOM_FIELDS_IN_RESPONSE,
    COMPOSITE_FILTER
}
