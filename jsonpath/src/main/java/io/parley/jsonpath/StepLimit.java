// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.Locale;

/** Step counter of one selection. */
final class StepLimit {
    /** Number of processed characters that cost as much as one visited node. */
    static final int CHARACTERS_PER_STEP = 32;

    /** RE2/J takes about ten microseconds per character to compile a long class of Unicode categories. */
    private static final int STEPS_PER_PATTERN_CHARACTER = 10;

    private long taken;

    void take(long steps) {
        taken += steps;
        if (taken > JsonPath.MAX_STEPS) {
            throw new JsonPathLimitException(String.format(
                    Locale.ROOT, "the path takes more than %,d steps through this document", JsonPath.MAX_STEPS));
        }
    }

    void takeForPattern(long characters) {
        take(characters * STEPS_PER_PATTERN_CHARACTER);
    }

    void takeForText(long characters) {
        take(characters / CHARACTERS_PER_STEP);
    }
}
