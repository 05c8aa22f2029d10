package io.parley.core.metric;

import io.parley.core.filter.Scope;

/** A number that a row has, or may have. */
public enum Quantity {
    /** From the first to the last message, ms. */
    SESSION_LENGTH(Scope.SESSION, "ms"),
    /** Messages in which the client said something. */
    CLIENT_MESSAGES(Scope.SESSION, "messages"),
    /** The score that the client gave. */
    SCORE(Scope.SESSION, "points"),
    /** How long the bot took to answer, ms. */
    RESPONSE_TIME(Scope.MESSAGE, "ms");

    private final Scope scope;
    private final String unit;

    Quantity(Scope scope, String unit) {
        this.scope = scope;
        this.unit = unit;
    }

    public Scope scope() {
        return scope;
    }

    public String unit() {
        return unit;
    }
}
