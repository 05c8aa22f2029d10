package io.parley.server.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that Parley speaks; any other falls back to English. */
enum Language {
    EN,
    RU;

    static Language of(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("ru") ? RU : EN;
    }
}
