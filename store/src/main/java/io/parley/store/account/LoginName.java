// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Comparison of log-ins. People type them with other capitals, blanks at the ends, or another Unicode form than the one
 * they were added in; and a log-in that only looks like another's would mislead others (our decision).
 */
public final class LoginName {
    /** Code points that are shown as nothing, or as a blank, though Unicode classes them as letters, marks or symbols. */
    private static final int[][] BLANK = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x2800, 0x2800},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xE0100, 0xE01EF}
    };

    private LoginName() {}

    /** Returns what log-ins are compared by: compatibility forms, case and outer blanks make no difference. */
    public static String key(String login) {
        String plain = Normalizer.normalize(login, Normalizer.Form.NFKC).strip();
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip();
    }

    /** Returns the form in which a new log-in is stored: canonically composed, without outer blanks. */
    public static String stored(String login) {
        return Normalizer.normalize(login, Normalizer.Form.NFC).strip();
    }

    /** Returns whether all characters are visible, blanks between words aside. */
    public static boolean isVisible(String login) {
        return login.codePoints().allMatch(LoginName::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        for (int[] range : BLANK) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return false;
            }
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
