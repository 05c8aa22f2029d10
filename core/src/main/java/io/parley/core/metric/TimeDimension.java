// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

/** The time at which a row counts. */
public enum TimeDimension {
    /** Sessions by their start. */
    SESSION_START("session start"),
    /** Sessions by their first transfer to a human agent. */
    FIRST_TRANSFER("first transfer"),
    /** Messages by their time. */
    MESSAGE_TIME("message time");

    private final String inWords;

    TimeDimension(String inWords) {
        this.inWords = inWords;
    }

    /** Returns the English text for the reference page. */
    public String inWords() {
        return inWords;
    }
}
