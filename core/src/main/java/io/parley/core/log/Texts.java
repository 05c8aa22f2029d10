// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every text goes through before it is kept. */
public final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    /** The order in which stores sort texts: by code points, which is that of their bytes in UTF-8. */
    public static final Comparator<String> ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private Texts() {}

    /**
     * The text without what no engine can keep: NUL characters and lone surrogates become U+FFFD (our decision: a visible mark
     * instead of a lost record).
     */
    public static String storable(String text) {
        int i = firstUnstorable(text);
        if (i < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            clean.appendCodePoint(isStorable(codePoint) ? codePoint : REPLACEMENT);
        }
        return clean.toString();
    }

    public static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /** Null for an absent, empty or blank text. */
    public static @Nullable String nullIfBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The form in which texts are compared without regard to case: each character to upper and then to lower case by Unicode's
     * simple mappings, as {@link String#equalsIgnoreCase} does. Both engines fold the same way.
     */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> folded.appendCodePoint(folded(c)));
        return folded.toString();
    }

    private static int folded(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** All characters that {@link #folded} makes into that one, which is folded itself: for {@code s} these are {@code S}, {@code s} and {@code ſ}. */
    public static List<Integer> unfolded(int codePoint) {
        return Stream.concat(Stream.of(codePoint), Unfolded.OTHERS.getOrDefault(codePoint, List.of()).stream())
                .toList();
    }

    /** The characters that change when they are folded, by what they become. */
    private static final class Unfolded {
        static final Map<Integer, List<Integer>> OTHERS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> isStorable(c) && folded(c) != c)
                .boxed()
                .collect(Collectors.groupingBy(Texts::folded));
    }

    /** Whether a word stands in a text by itself, not within a longer word or number. */
    public static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static int firstUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Nearly all characters are neither; only a surrogate has to be looked at together with the next.
            if (c == 0 || Character.isSurrogate(c)) {
                if (!isStorable(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
