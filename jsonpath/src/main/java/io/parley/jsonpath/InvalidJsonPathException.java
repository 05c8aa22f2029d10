// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.Locale;

/** A syntax error in a JSONPath, with a message for its author: {@code character 4: got «]», expected a digit}. */
public final class InvalidJsonPathException extends RuntimeException {
    private final int position;
    private final String got;
    private final String expected;

    InvalidJsonPathException(int position, String got, String expected) {
        // It reports a client's error, so it needs no stack trace.
        super(
                String.format(Locale.ROOT, "character %,d: got %s, expected %s", position, got, expected),
                null,
                false,
                false);
        this.position = position;
        this.got = got;
        this.expected = expected;
    }

    /** Returns the position of the error: a character (code point) of the text, counted from 1. */
    public int position() {
        return position;
    }

    /** Returns the text at that position: in «», or a description such as {@code the end}. */
    public String got() {
        return got;
    }

    /** Returns a description of the valid input at that position. */
    public String expected() {
        return expected;
    }
}
