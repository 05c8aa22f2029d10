// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

/** The limit that a call exceeds in a server that has too much to do. All of them are answered by {@link ErrorCode#OVERLOADED}. */
public enum Overload {
    MEMORY("the calls in progress hold all the memory that there is for them"),
    CONNECTIONS("the calls in progress use all the connections to the database that there are for them"),
    TURNS("too many calls of this kind are in progress"),
    CALLERS("too many calls wait for their callers to send or to read"),
    COMMITS("the records before these still wait for the database"),
    WAITING_FOR_REPORTS("too many callers wait for reports");

    private final String words;

    Overload(String words) {
        this.words = words;
    }

    /** Returns what is exhausted, as a clause. */
    String words() {
        return words;
    }
}
