// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.log.Texts;
import java.util.regex.Pattern;

/** What becomes of a text in a cell. */
final class Cells {
    /** Excel's limit for a cell, in UTF-16 units. */
    static final int LONGEST = 32_767;

    private static final String CUT_MARK = "…";
    /** A text of CSV that begins so would be taken for a formula by a spreadsheet that opens the file (OWASP's list). */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    /** A number or a telephone number, which begins like a formula and is none. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d[\\d ().,-]*(?<![(.,-])");

    private Cells() {}

    /** The text as a cell of CSV: without control characters, and made harmless to spreadsheets unless it is to stay raw. */
    static String text(String text, boolean raw) {
        String shown = withoutControls(text);
        boolean mayBeFormula = !raw
                && !shown.isEmpty()
                && FORMULA_BEGINNINGS.indexOf(shown.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(shown).matches();
        return mayBeFormula ? "'" + shown : shown;
    }

    /** The text, cut to what a cell of Excel takes, with a mark. */
    static String fitting(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT_MARK.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT_MARK;
    }

    /** The text without control characters, which XML does not allow, and with a mark for each half of a character. */
    static String withoutControls(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isPlain(text.charAt(i))) {
            i++;
        }
        return i == length
                ? text
                : Texts.storable(text.codePoints()
                        .filter(c -> !isControl(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    /** Whether a character is good without a second look; nearly all are. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < Character.MIN_SURROGATE;
    }

    /** Not allowed in XML, on which XLSX is built; tabs and line breaks are. */
    private static boolean isControl(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF;
    }
}
