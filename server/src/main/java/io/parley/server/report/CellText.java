// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.log.TextNormalizer;
import java.util.regex.Pattern;

/** Conversion of texts to cells. */
final class CellText {
    /** Excel's limit for a cell, in UTF-16 units. */
    static final int LONGEST = 32_767;

    private static final String CUT_MARK = "…";
    /** First characters by which a spreadsheet takes a cell of CSV for a formula (the list of OWASP). */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    /** A number or a telephone number, which begins like a formula and is none. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d[\\d ().,-]*(?<![(.,-])");

    private CellText() {}

    /**
     * Returns the text as a cell of CSV, without control characters. Unless {@code raw}, a text that looks like a formula gets an apostrophe in front
     * (protection against CSV injection).
     */
    static String text(String text, boolean raw) {
        String shown = withoutControls(text);
        boolean mayBeFormula = !raw
                && !shown.isEmpty()
                && FORMULA_BEGINNINGS.indexOf(shown.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(shown).matches();
        return mayBeFormula ? "'" + shown : shown;
    }

    /** Returns the text, truncated with a mark to Excel's limit for a cell. */
    static String fitting(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT_MARK.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT_MARK;
    }

    /** Returns the text without control characters, which XML does not allow, and with a mark in place of unpaired surrogates. */
    static String withoutControls(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isPlain(text.charAt(i))) {
            i++;
        }
        return i == length
                ? text
                : TextNormalizer.storable(text.codePoints()
                        .filter(c -> !isControl(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    /** Returns whether a character needs no further check; this is the fast path for nearly all characters. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < Character.MIN_SURROGATE;
    }

    /** Returns whether a character is not allowed in XML, on which XLSX is based; tabs and line breaks are allowed. */
    private static boolean isControl(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF;
    }
}
