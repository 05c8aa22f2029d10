// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import io.parley.core.log.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Regular expressions of RE2 that find folded texts in texts that are only composed. */
final class FoldedTextPattern {
    /** Found in all texts that are not composed (NFC), and in some that are. */
    static final String NOT_COMPOSED = "[" + ranges(TextNormalizer::mayCompose) + "]";

    /** Found in all texts that {@link TextNormalizer#canonical} changes, and in some others. */
    static final String NOT_CANONICAL =
            "[" + ranges(c -> c == '\r' || TextNormalizer.PLAIN.from().indexOf(c) >= 0 || TextNormalizer.mayCompose(c))
                    + "]";

    /** So many {@code s} in a row are looked for by an expression; of more there would be too many ways to write them. */
    private static final int MOST_S = 3;

    private static final String S = oneOf('s');
    private static final String SHARP_S = oneOf(TextNormalizer.SHARP_S.codePointAt(0));

    private FoldedTextPattern() {}

    /**
     * What finds a folded text.
     *
     * @return nothing where there are too many ways to write it
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
                // Of a line's end the carriage return is left out when texts are folded.
                pattern.append(characters[i] == '\n' ? "\\r?" : "").append(oneOf(characters[i]));
            }
        }
        return Optional.of(pattern.toString());
    }

    /** So many {@code s}, of which two may be one ß, and the first and the last be half of one. */
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
