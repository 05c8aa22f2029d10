// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.Scope;

/** A numeric property of a row, possibly missing. */
public enum Quantity {
    /** Time from the first to the last message, ms. */
    SESSION_LENGTH(Scope.SESSION, "ms"),
    /** Billed length of a phone call: session length in steps of 15 seconds, rounded up (the vendor's tariff). */
    BILLED_MINUTES(Scope.SESSION, "minutes"),
    /** Number of messages that contain a client phrase. */
    CLIENT_MESSAGES(Scope.SESSION, "messages"),
    /** Score given by the client. */
    SCORE(Scope.SESSION, "points"),
    /** Time that the bot took to answer, ms. */
    RESPONSE_TIME(Scope.MESSAGE, "ms"),
    /** Number of tokens that language models read. */
    INPUT_TOKENS(Scope.MESSAGE, "tokens"),
    /** Number of tokens that language models wrote. */
    OUTPUT_TOKENS(Scope.MESSAGE, "tokens"),
    /** Cost of language models, US dollars. */
    COST(Scope.MESSAGE, "USD");

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
