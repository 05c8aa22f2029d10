// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A tokenizer of a path's text, from left to right, which also creates syntax errors. */
final class Scanner {
    /** Result of {@link #peek} at the end of the text. */
    static final int END = -1;

    /** Largest integer of I-JSON, exact in every JSON reader (RFC 9535, section 2.1). */
    private static final BigInteger MAX_INTEGER = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    /** Maximum length of the path's text repeated in an error, in characters. */
    private static final int LONGEST_ECHO = 40;

    private final int[] text;
    private int position;

    Scanner(String text) {
        this.text = text.codePoints().toArray();
    }

    int position() {
        return position;
    }

    void goBack(int position) {
        this.position = position;
    }

    int length() {
        return text.length;
    }

    int peek() {
        return position < text.length ? text[position] : END;
    }

    /** Consumes the symbol if the text continues with it; returns whether it did. */
    boolean take(String sign) {
        for (int i = 0; i < sign.length(); i++) {
            if (position + i >= text.length || text[position + i] != sign.charAt(i)) {
                return false;
            }
        }
        position += sign.length();
        return true;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            position++;
        }
    }

    /** Reads a member name in its form after a dot; null when there is none at this position. */
    @Nullable
    String name() {
        int start = position;
        if (isNameFirst(peek())) {
            while (isNameFirst(peek()) || isDigit(peek())) {
                position++;
            }
        }
        return position == start ? null : since(start);
    }

    /** Reads the name of a function, true, false or null: lower-case letters, then also digits and underscores. */
    String word() {
        int start = position;
        while (isLowerCase(peek()) || (position > start && (isDigit(peek()) || peek() == '_'))) {
            position++;
        }
        return since(start);
    }

    /** Reads an integer in the form of indexes and slices; null when there is none at this position. */
    @Nullable
    Long integer() {
        if (peek() != '-' && !isDigit(peek())) {
            return null;
        }
        int start = position;
        digitsOfInteger();
        String digits = since(start);
        if (digits.equals("-0")) {
            throw wrongSince(start, "an integer other than -0");
        }
        BigInteger integer = new BigInteger(digits);
        if (integer.abs().compareTo(MAX_INTEGER) > 0) {
            throw wrongSince(start, "an integer between -%1$s and %1$s".formatted(MAX_INTEGER));
        }
        return integer.longValueExact();
    }

    /** Reads a number in JSON syntax. With a fraction or an exponent it is a double, as in a document. */
    Operand.Numeral number() {
        int start = position;
        digitsOfInteger();
        int end = position;
        if (take(".")) {
            digits();
        }
        if (take("e") || take("E")) {
            if (!take("+")) {
                take("-");
            }
            digits();
        }
        String number = since(start);
        return position == end
                ? new Operand.Numeral(new BigInteger(number))
                : new Operand.Numeral(Double.parseDouble(number));
    }

    private void digitsOfInteger() {
        take("-");
        if (!take("0")) {
            digits();
        }
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw wrong("a digit");
        }
        while (isDigit(peek())) {
            position++;
        }
    }

    /** Reads a text in single or double quotes. */
    String string() {
        int quote = text[position++];
        StringBuilder string = new StringBuilder();
        while (peek() != quote) {
            if (peek() == END) {
                throw wrong("the closing " + Character.toString(quote));
            }
            if (peek() < ' ' || isSurrogate(peek())) {
                throw wrong("an escape such as \\n or \\u0000");
            }
            if (take("\\")) {
                string.appendCodePoint(escaped(quote));
            } else {
                string.appendCodePoint(text[position++]);
            }
        }
        position++;
        return string.toString();
    }

    private int escaped(int quote) {
        if (take("u")) {
            return escapedByNumber();
        }
        int escaped = peek();
        int meant = switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '/', '\\' -> escaped;
            default -> {
                if (escaped != quote) {
                    throw wrong("one of b, f, n, r, t, u, /, \\, " + Character.toString(quote) + " after \\");
                }
                yield escaped;
            }
        };
        position++;
        return meant;
    }

    /** Reads the digits after {@code \}{@code u}: one group of four, or two groups for a surrogate pair. */
    private int escapedByNumber() {
        int start = position - 2;
        char first = hexadecimal();
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (Character.isHighSurrogate(first) && take("\\u")) {
            char second = hexadecimal();
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        throw wrongSince(start, "a high surrogate and a low one after it");
    }

    private char hexadecimal() {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            // Character.digit would also accept digits of other scripts.
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits after \\u");
            }
            number = number * 16 + digit;
            position++;
        }
        return (char) number;
    }

    /** Returns an error at the current position. */
    InvalidJsonPathException wrong(String expected) {
        String here = peek() == END ? "the end" : "«" + readable(position, position + 1) + "»";
        return new InvalidJsonPathException(position + 1, here, expected);
    }

    /** Returns an error for the text consumed since {@code start}. */
    InvalidJsonPathException wrongSince(int start, String expected) {
        String taken = position - start <= LONGEST_ECHO
                ? readable(start, position)
                : readable(start, start + LONGEST_ECHO) + "…";
        return new InvalidJsonPathException(start + 1, "«" + taken + "»", expected);
    }

    /** Returns a piece of the text with control characters and surrogates escaped. */
    private String readable(int start, int end) {
        StringBuilder readable = new StringBuilder();
        for (int character : Arrays.copyOfRange(text, start, end)) {
            if (Character.isISOControl(character) || isSurrogate(character)) {
                readable.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                readable.appendCodePoint(character);
            }
        }
        return readable.toString();
    }

    private String since(int start) {
        return new String(text, start, position - start);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLowerCase(int character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isNameFirst(int character) {
        return isLowerCase(character)
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || (character >= 0x80 && !isSurrogate(character));
    }

    /** Returns whether the code point is a lone surrogate, which no valid Unicode text contains. */
    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
