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

/** Normalisation and comparison of texts. */
public final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    /** The sort order of texts in the stores: by code point, which equals the order of their UTF-8 bytes. */
    public static final Comparator<String> ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private Texts() {}

    /**
     * Replaces characters that the engines cannot store: NUL characters and lone surrogates become U+FFFD (our
     * decision: a visible mark instead of a lost record).
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

    /** Returns null for a null, empty or blank text. */
    public static @Nullable String nullIfBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Returns the form for case-insensitive comparison. Each character is mapped to upper and then to lower case with
     * Unicode's simple mappings, as in {@link String#equalsIgnoreCase}. Both engines fold the same way.
     */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> folded.appendCodePoint(folded(c)));
        return folded.toString();
    }

    private static int folded(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /**
     * Returns all code points that {@link #folded} maps to the given folded one: {@code S}, {@code s} and {@code ſ} for
     * {@code s}.
     */
    public static List<Integer> unfolded(int codePoint) {
        return Stream.concat(Stream.of(codePoint), Unfolded.OTHERS.getOrDefault(codePoint, List.of()).stream())
                .toList();
    }

    /** Characters changed by folding, grouped by their folded form. */
    private static final class Unfolded {
        static final Map<Integer, List<Integer>> OTHERS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> isStorable(c) && folded(c) != c)
                .boxed()
                .collect(Collectors.groupingBy(Texts::folded));
    }

    /** Returns whether the text contains the word, not as a part of a longer word or number. */
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
            // Most characters are neither; only a surrogate has to be examined together with the next character.
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
