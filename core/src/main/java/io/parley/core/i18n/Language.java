// SPDX-License-Identifier: Apache-2.0
package io.parley.core.i18n;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The supported languages; English is the fallback. */
public enum Language {
    EN,
    RU;

    /** Returns the language tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the supported language for a requested tag.
     *
     * @param tag {@code ru}, {@code ru-RU}, …; null for none
     */
    public static Language of(@Nullable String tag) {
        return tag != null && tag.toLowerCase(Locale.ROOT).startsWith("ru") ? RU : EN;
    }
}
