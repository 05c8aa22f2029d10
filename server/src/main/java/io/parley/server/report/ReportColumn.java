package io.parley.server.report;

import io.parley.core.words.Title;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param value what a row has in it: a {@link String}, a number, an {@link java.time.Instant}, or null for an empty cell
 */
record ReportColumn<R>(Title title, Function<R, @Nullable Object> value) {}
