// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import io.parley.core.log.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** RE2 regular expressions that match a folded text in composed (NFC) texts. */
final class FoldedTextPattern {
    /** Matches all texts that are not composed (NFC), and some that are. */
    static final String NOT_COMPOSED = "[" + ranges(TextNormalizer::mayCompose) + "]";

    /** Matches all texts that {@link TextNormalizer#canonical} changes, and some others. */
    static final String NOT_CANONICAL =
            "[" + ranges(c -> c == '\r' || TextNormalizer.PLAIN.from().indexOf(c) >= 0 || TextNormalizer.mayCompose(c))
                    + "]";

    /** Most consecutive {@code s} in an expression; more have too many spellings. */
    private static final int MOST_S = 3;

    private static final String S = oneOf('s');
    private static final String SHARP_S = oneOf(TextNormalizer.SHARP_S.codePointAt(0));

    private FoldedTextPattern() {}

    /**
     * Returns the expression that matches a folded text.
     *
     * @return empty when the text has too many spellings
     */
    static Optional<String> of(String folded) {
        int[] characters = folded.codePoints().toArray();
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == 's') {
                int end = i;
                while (end < characters.length && characters[end] == 's') {
                    end++;
                }
                if (end - i > MOST_S) {
                    return Optional.empty();
                }
                pattern.append(severalS(end - i, i == 0, end == characters.length));
                i = end - 1;
            } else {
                // Folding removes the carriage return of a line end.
                pattern.append(characters[i] == '\n' ? "\\r?" : "").append(oneOf(characters[i]));
            }
        }
        return Optional.of(pattern.toString());
    }

    /** Returns an expression for consecutive {@code s}. Two may be one ß, and the first and the last may be a half of one. */
    private static String severalS(int count, boolean isFirst, boolean isLast) {
        List<String> ways = new ArrayList<>(whole(count));
        if (isFirst) {
            whole(count - 1).forEach(rest -> ways.add(SHARP_S + rest));
        }
        if (isLast) {
            whole(count - 1).forEach(rest -> ways.add(rest + SHARP_S));
        }
        if (isFirst && isLast && count > 1) {
            whole(count - 2).forEach(rest -> ways.add(SHARP_S + rest + SHARP_S));
        }
        return ways.stream().distinct().collect(Collectors.joining("|", "(?:", ")"));
    }

    private static List<String> whole(int count) {
        if (count == 0) {
            return List.of("");
        }
        List<String> ways = new ArrayList<>();
        whole(count - 1).forEach(rest -> ways.add(S + rest));
        if (count > 1) {
            whole(count - 2).forEach(rest -> ways.add(SHARP_S + rest));
        }
        return ways;
    }

    private static String oneOf(int folded) {
        List<Integer> characters = TextNormalizer.unfolded(folded);
        String all = characters.stream().map(FoldedTextPattern::escaped).collect(Collectors.joining());
        return characters.size() > 1 ? "[" + all + "]" : all;
    }

    private static String escaped(int codePoint) {
        return String.format(Locale.ROOT, "\\x{%x}", codePoint);
    }

    private static String ranges(IntPredicate isOne) {
        StringBuilder ranges = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (isOne.test(c)) {
                int first = c;
                while (c < Character.MAX_CODE_POINT && isOne.test(c + 1)) {
                    c++;
                }
                ranges.append(escaped(first)).append(first == c ? "" : "-" + escaped(c));
            }
        }
        return ranges.toString();
    }
}
