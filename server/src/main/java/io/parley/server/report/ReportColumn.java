package io.parley.server.report;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param en its title
 * @param ru its title
 * @param value what a row has in it: a {@link String}, a number, an {@link java.time.Instant}, or null for an empty cell
 */
record ReportColumn<R>(String en, String ru, Function<R, @Nullable Object> value) {

    String title(Language language) {
        return switch (language) {
            case EN -> en;
            case RU -> ru;
        };
    }
}
