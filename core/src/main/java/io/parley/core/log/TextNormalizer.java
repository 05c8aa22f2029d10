// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Normalisation and comparison of texts. */
public final class TextNormalizer {
    private static final char REPLACEMENT = '\uFFFD';

    /** The sort order of texts in the stores: by code point, which equals the order of their UTF-8 bytes. */
    public static final Comparator<String> ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private TextNormalizer() {}

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
     * Characters that are taken for others in all comparisons: no-break spaces for a space, typographic apostrophes for the one of typewriters.
     * Both engines map by this table.
     */
    public static final Mapping PLAIN = new Mapping("\u00a0\u2007\u202f" + "\u2018\u2019\u201b\u02bc", "   " + "''''");

    /** What {@link #PLAIN} maps, and what is taken for others where case does not matter: {@code ё} for {@code е}, full-width characters for ASCII. */
    public static final Mapping FOLDED = PLAIN.and(new Mapping("ё", "е")).and(fullWidth());

    /** What is compared as two letters where case does not matter, and these letters. */
    public static final String SHARP_S = "ß";

    public static final String DOUBLE_S = "ss";

    /**
     * Characters that are taken for others.
     *
     * @param from characters of one UTF-16 unit each
     * @param to what each becomes, at the same place
     */
    public record Mapping(String from, String to) {
        private Mapping and(Mapping other) {
            return new Mapping(from + other.from, to + other.to);
        }

        int of(int codePoint) {
            int place = from.indexOf(codePoint);
            return place < 0 ? codePoint : to.charAt(place);
        }
    }

    private static Mapping fullWidth() {
        int[] ascii = IntStream.rangeClosed('!', '~').toArray();
        int[] wide = IntStream.of(ascii).map(c -> c + '\uff01' - '!').toArray();
        // After case: capitals are small ones by then.
        return new Mapping(
                new String(wide, 0, wide.length), new String(ascii, 0, ascii.length).toLowerCase(Locale.ROOT));
    }

    /**
     * The form in which texts are compared with regard to case: canonically composed (NFC), CR LF as LF, and as {@link #PLAIN} has it. What
     * is shown stays as it came. Both engines do the same.
     */
    public static String canonical(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder canonical = new StringBuilder(text.length());
        composed(text).codePoints().forEach(c -> canonical.appendCodePoint(PLAIN.of(c)));
        return canonical.toString();
    }

    /**
     * The form in which texts are compared without regard to case: as {@link #canonical}, each character to upper and then to lower case by
     * Unicode's simple mappings, as {@link String#equalsIgnoreCase} does, and as {@link #FOLDED} and {@link #SHARP_S} have it. Both engines
     * fold the same way.
     */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        (isPlain(text) ? text : composed(text)).codePoints().forEach(c -> folded.appendCodePoint(folded(c)));
        int sharp = folded.indexOf(SHARP_S);
        return sharp < 0 ? folded.toString() : folded.toString().replace(SHARP_S, DOUBLE_S);
    }

    /** Whether nothing of a text has to be mapped but its case. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == '\r') {
                return false;
            }
        }
        return true;
    }

    private static String composed(String text) {
        String lines = text.replace("\r\n", "\n");
        return Normalizer.isNormalized(lines, Normalizer.Form.NFC)
                ? lines
                : Normalizer.normalize(lines, Normalizer.Form.NFC);
    }

    private static int folded(int codePoint) {
        return FOLDED.of(Character.toLowerCase(Character.toUpperCase(codePoint)));
    }

    /**
     * All characters of composed texts that {@link #folded} makes into that one, which is folded itself: for {@code s} these are {@code S},
     * {@code s}, {@code ſ} and the full-width ones. {@link #SHARP_S} is not among them, which becomes two.
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
                .collect(Collectors.groupingBy(TextNormalizer::folded));
    }

    /**
     * Whether a text that has this character may be composed otherwise: true of all that are not composed, or may become part of another one.
     */
    public static boolean mayCompose(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default ->
                // Vowels and final consonants of Hangul.
                codePoint >= 0x1160 && codePoint <= 0x11ff
                        || isStorable(codePoint)
                                && !Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFC);
        };
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
