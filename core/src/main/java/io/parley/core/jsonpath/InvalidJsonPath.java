// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

/** A text that is no JSONPath, with words for who wrote it: {@code character 4: got «]», expected a digit}. */
public final class InvalidJsonPath extends RuntimeException {
    private final int position;
    private final String got;
    private final String expected;

    InvalidJsonPath(int position, String got, String expected) {
        // Like a refusal, it is an answer and no fault of ours: it carries no stack trace.
        super("character %,d: got %s, expected %s".formatted(position, got, expected), null, false, false);
        this.position = position;
        this.got = got;
        this.expected = expected;
    }

    /** Where it goes wrong: a character (code point) of the text, counted from 1. */
    public int position() {
        return position;
    }

    /** What stands there: a piece of the text in «», or words such as {@code the end}. */
    public String got() {
        return got;
    }

    /** What could stand there, in words. */
    public String expected() {
        return expected;
    }
}
