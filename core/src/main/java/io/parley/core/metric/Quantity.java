// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.Scope;

/** A number that a row has, or may have. */
public enum Quantity {
    /** From the first to the last message, ms. */
    SESSION_LENGTH(Scope.SESSION, "ms"),
    /** What a phone call of the session's length is billed as: steps of 15 seconds, rounded up (the vendor's tariff). */
    BILLED_MINUTES(Scope.SESSION, "minutes"),
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
