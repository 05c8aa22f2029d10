// SPDX-License-Identifier: Apache-2.0
package io.parley.core.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that Parley speaks; any other falls back to English. */
public enum Language {
    EN,
    RU;

    /** What it is called on the wire. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language that a caller asks for.
     *
     * @param tag {@code ru}, {@code ru-RU}, …; null for none
     */
    public static Language of(@Nullable String tag) {
        return tag != null && tag.toLowerCase(Locale.ROOT).startsWith("ru") ? RU : EN;
    }
}
