// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A regular expression of RFC 9485 (I-Regexp), executed by RE2/J in time linear in the text.
 *
 * @param size number of characters and classes with repetitions expanded: the worst-case comparisons for each character
 *     of a text
 */
record IRegexp(Pattern pattern, int size) {
    /** Maximum length of a pattern in characters, and maximum size (our decision). */
    static final int MAX_SIZE = 1_000;

    private static final int LONGEST_ECHO = 40;

    /**
     * Compiles a pattern.
     *
     * @return empty when the text is not an I-Regexp
     * @throws JsonPathLimitException when it is too large
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

    private static JsonPathLimitException tooLarge(String text) {
        String shown = text.codePointCount(0, text.length()) <= LONGEST_ECHO
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
        return new JsonPathLimitException(String.format(
                Locale.ROOT,
                "the regular expression «%s» is larger than %,d characters, its repetitions written out",
                shown,
                MAX_SIZE));
    }
}
