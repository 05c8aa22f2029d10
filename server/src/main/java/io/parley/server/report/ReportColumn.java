package io.parley.server.report;

import io.parley.core.words.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param key what programs know it by; it stays the same whatever the language
 * @param kind what its cells hold
 * @param title what people read above it
 */
record ReportColumn<R>(String key, Kind kind, Title title, Cell<R> cell) {

    /** What a row has in a column. */
    interface Cell<R> {
        /** An object of the column's kind, or null for an empty cell. */
        @Nullable Object of(R row, ReportRequest request);
    }

    /** What the cells of a column hold. */
    enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Title}: one of a few words, in the language that was asked for. */
        WORD,
        /** {@link Long} or {@link Integer}. */
        INTEGER,
        /** {@link Double}. */
        DECIMAL,
        /** {@link Instant}. */
        INSTANT,
        /** {@link Duration}. */
        DURATION
    }

    static <R> ReportColumn<R> text(String key, String en, String ru, Function<R, @Nullable String> value) {
        return of(key, Kind.TEXT, en, ru, value::apply);
    }

    static <R> ReportColumn<R> word(String key, String en, String ru, Function<R, @Nullable Title> value) {
        return of(key, Kind.WORD, en, ru, value::apply);
    }

    static <R> ReportColumn<R> integer(String key, String en, String ru, Function<R, ? extends @Nullable Number> value) {
        return of(key, Kind.INTEGER, en, ru, value::apply);
    }

    static <R> ReportColumn<R> decimal(String key, String en, String ru, Function<R, @Nullable Double> value) {
        return of(key, Kind.DECIMAL, en, ru, value::apply);
    }

    static <R> ReportColumn<R> instant(String key, String en, String ru, Function<R, @Nullable Instant> value) {
        return of(key, Kind.INSTANT, en, ru, value::apply);
    }

    static <R> ReportColumn<R> duration(String key, String en, String ru, Function<R, @Nullable Duration> value) {
        return of(key, Kind.DURATION, en, ru, value::apply);
    }

    /** The short name of the project that a row belongs to. */
    static <R> ReportColumn<R> project(ToLongFunction<R> id) {
        return new ReportColumn<>(
                "projectShortName",
                Kind.TEXT,
                new Title("Project", "Проект"),
                (row, request) -> request.projects().get(id.applyAsLong(row)));
    }

    private static <R> ReportColumn<R> of(
            String key, Kind kind, String en, String ru, Function<R, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, new Title(en, ru), (row, request) -> value.apply(row));
    }

    /** The column of rows that have such a row in them. */
    <O> ReportColumn<O> in(Function<O, R> part) {
        return new ReportColumn<>(key, kind, title, (row, request) -> cell.of(part.apply(row), request));
    }
}
