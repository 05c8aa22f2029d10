// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

/** What says when a row happened. */
public enum Placement {
    /** A session, when it began. */
    SESSION_START("session start"),
    /** A session, when it was first handed to a human agent. */
    FIRST_TRANSFER("first transfer"),
    /** A message, by its own time. */
    MESSAGE_TIME("message time");

    private final String inWords;

    Placement(String inWords) {
        this.inWords = inWords;
    }

    /** For the reference, in English. */
    public String inWords() {
        return inWords;
    }
}
