// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression of RFC 9485 (I-Regexp), run by RE2/J, which takes time linear in the text.
 *
 * @param size how many characters and classes it has with its repetitions written out: what a character of a text may
 *     be tried against
 */
record IRegexp(Pattern pattern, int size) {
    /** Longest pattern, in characters, and its largest size (our decision). */
    static final int MAX_SIZE = 1_000;

    private static final int LONGEST_ECHO = 40;

    /**
     * Empty when the text is no I-Regexp.
     *
     * @throws JsonPathTooCostly when it is too large
     */
    static Optional<IRegexp> compile(String text) {
        if (text.length() > MAX_SIZE) {
            throw tooLarge(text);
        }
        try {
            IRegexpTranslation translation = new IRegexpTranslation(text);
            if (translation.size() > MAX_SIZE) {
                throw tooLarge(text);
            }
            return Optional.of(new IRegexp(Pattern.compile(translation.forRe2()), translation.size()));
        } catch (PatternSyntaxException noIRegexp) {
            return Optional.empty();
        }
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    private static JsonPathTooCostly tooLarge(String text) {
        String shown = text.codePointCount(0, text.length()) <= LONGEST_ECHO
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
        return new JsonPathTooCostly(
                "the regular expression «%s» is larger than %,d characters, its repetitions written out"
                        .formatted(shown, MAX_SIZE));
    }
}
