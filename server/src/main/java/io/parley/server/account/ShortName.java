// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.server.security.TokenSecrets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Generates short names of projects in the vendor's format: {@code name-accountId-xyz}. */
public final class ShortName {
    private static final int LONGEST_WORD = 30;
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9]+");
    private static final Pattern DASHES_AT_THE_ENDS = Pattern.compile("^-|-$");

    private ShortName() {}

    /**
     * Returns a short name that is very probably unused.
     *
     * @param name display name of the project; characters other than Latin letters and digits are dropped
     */
    public static String of(String name, long accountId, TokenSecrets secrets) {
        return word(name) + "-" + accountId + "-" + secrets.letters(3);
    }

    private static String word(String name) {
        // Unicode decomposition separates accents from letters; the accents are dropped.
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String word = FOREIGN.matcher(plain).replaceAll("-");
        word = DASHES_AT_THE_ENDS.matcher(word).replaceAll("");
        word = word.substring(0, Math.min(word.length(), LONGEST_WORD));
        return word.isEmpty() ? "project" : DASHES_AT_THE_ENDS.matcher(word).replaceAll("");
    }
}
