// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

/** What one selection has done so far. */
final class Steps {
    /** Going through so many characters counts as much as looking at a node. */
    static final int CHARACTERS_PER_STEP = 32;

    /** RE2/J compiles a long class of Unicode categories in some ten microseconds a character. */
    private static final int STEPS_PER_PATTERN_CHARACTER = 10;

    private long taken;

    void take(long steps) {
        taken += steps;
        if (taken > JsonPath.MAX_STEPS) {
            throw new JsonPathTooCostly(
                    "the path takes more than %,d steps through this document".formatted(JsonPath.MAX_STEPS));
        }
    }

    void takeForPattern(long characters) {
        take(characters * STEPS_PER_PATTERN_CHARACTER);
    }

    void takeForText(long characters) {
        take(characters / CHARACTERS_PER_STEP);
    }
}
