// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import com.google.re2j.PatternSyntaxException;
import java.util.Set;

/**
 * Translator from I-Regexp (RFC 9485, section 4; one method per grammar rule) to RE2/J, which accepts more syntax and
 * defines the dot differently. Beyond the RFC, {@code ^} and {@code $} match the ends of the text, as JSONPath's
 * compliance suite requires.
 */
final class IRegexpTranslation {
    private static final int END = -1;

    /** Characters that a backslash escapes. */
    private static final String ESCAPABLE = "()*+-.?[\\]^{|}";

    /** Unicode's general categories except Cn (unassigned): RE2/J has no table for Cn, so it matches nothing. */
    private static final Set<String> CATEGORIES = Set.of(
            "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe",
            "Pf", "Pi", "Po", "Ps", "Z", "Zl", "Zp", "Zs", "S", "Sc", "Sk", "Sm", "So", "C", "Cc", "Cf", "Co");

    private final String regexp;
    private final int[] text;
    private final StringBuilder re2 = new StringBuilder();
    private final int size;
    private int position;

    /** @throws PatternSyntaxException when the text is not an I-Regexp */
    IRegexpTranslation(String regexp) {
        this.regexp = regexp;
        text = regexp.codePoints().toArray();
        size = alternatives();
        if (peek() != END) {
            throw wrong();
        }
    }

    String forRe2() {
        return re2.toString();
    }

    /** Returns {@link IRegexp#size}; values above the maximum are not exact. */
    int size() {
        return size;
    }

    private int alternatives() {
        int size = 1;
        while (true) {
            while (peek() != '|' && peek() != ')' && peek() != END) {
                size = capped((long) size + piece());
            }
            if (!take('|')) {
                return size;
            }
            re2.append('|');
        }
    }

    private int piece() {
        int size = atom();
        return switch (peek()) {
            case '*', '+', '?' -> {
                re2.append((char) next());
                yield size;
            }
            case '{' -> capped((long) size * Math.max(1, repetitions()));
            default -> size;
        };
    }

    /** Reads a quantifier and returns the larger number in its braces. */
    private int repetitions() {
        next();
        int least = number();
        re2.append('{').append(least);
        int most = least;
        if (take(',')) {
            re2.append(',');
            if (peek() != '}') {
                most = number();
                re2.append(most);
            }
        }
        expect('}');
        re2.append('}');
        return Math.max(least, most);
    }

    private int number() {
        int number = digit(next());
        while (peek() >= '0' && peek() <= '9') {
            number = capped(number * 10L + digit(next()));
        }
        return number;
    }

    private int digit(int character) {
        if (character < '0' || character > '9') {
            throw wrong();
        }
        return character - '0';
    }

    private int atom() {
        int character = next();
        switch (character) {
            case '(' -> {
                re2.append("(?:");
                int size = alternatives();
                expect(')');
                re2.append(')');
                return size;
            }
            case '[' -> characterClass();
            case '.' -> re2.append("[^\\n\\r]");
            case '^', '$' -> re2.append((char) character);
            case '\\' -> escape();
            case '*', '+', '?', '{', '}', ']' -> throw wrong();
            default -> literal(character);
        }
        return 1;
    }

    private void characterClass() {
        re2.append('[');
        if (take('^')) {
            re2.append('^');
        }
        // A hyphen is literal only at either end.
        boolean empty = true;
        if (take('-')) {
            literal('-');
            empty = false;
        }
        while (peek() != ']') {
            if (take('-')) {
                literal('-');
                if (peek() != ']') {
                    throw wrong();
                }
            } else {
                classItem();
            }
            empty = false;
        }
        if (empty) {
            throw wrong();
        }
        next();
        re2.append(']');
    }

    private void classItem() {
        if (peek() == '\\' && isCategoryEscape()) {
            next();
            escape();
            return;
        }
        classCharacter();
        if (peek() == '-' && peekBeyond() != ']') {
            next();
            re2.append('-');
            classCharacter();
        }
    }

    private void classCharacter() {
        int character = next();
        switch (character) {
            case '\\' -> {
                if (peek() == 'p' || peek() == 'P') {
                    throw wrong();
                }
                escape();
            }
            case '[', '-' -> throw wrong();
            default -> literal(character);
        }
    }

    private boolean isCategoryEscape() {
        return peekBeyond() == 'p' || peekBeyond() == 'P';
    }

    /** Reads an escape sequence after the backslash. */
    private void escape() {
        int escaped = next();
        switch (escaped) {
            case 'n', 'r', 't' -> re2.append('\\').append((char) escaped);
            case 'p', 'P' -> {
                expect('{');
                StringBuilder category = new StringBuilder();
                while (peek() != '}') {
                    category.appendCodePoint(next());
                }
                next();
                if (!CATEGORIES.contains(category.toString())) {
                    throw wrong();
                }
                re2.append('\\')
                        .append((char) escaped)
                        .append('{')
                        .append(category)
                        .append('}');
            }
            default -> {
                if (ESCAPABLE.indexOf(escaped) < 0) {
                    throw wrong();
                }
                literal(escaped);
            }
        }
    }

    private void literal(int character) {
        re2.append("\\x{").append(Integer.toHexString(character)).append('}');
    }

    private int peek() {
        return position < text.length ? text[position] : END;
    }

    private int peekBeyond() {
        return position + 1 < text.length ? text[position + 1] : END;
    }

    private int next() {
        if (position == text.length) {
            throw wrong();
        }
        return text[position++];
    }

    private boolean take(char character) {
        if (peek() != character) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char character) {
        if (!take(character)) {
            throw wrong();
        }
    }

    private static int capped(long size) {
        return (int) Math.min(size, IRegexp.MAX_SIZE + 1);
    }

    private PatternSyntaxException wrong() {
        return new PatternSyntaxException("no I-Regexp", regexp);
    }
}
