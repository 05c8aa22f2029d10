// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.words.Title;
import io.parley.store.query.Fact;
import io.parley.store.query.FactRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param <R> what a row is made of
 * @param key what programs know it by; it stays the same whatever the language
 * @param kind what its cells hold
 * @param title what people read above it
 * @param reads the facts that its cells are made of
 */
record ReportColumn<R>(String key, Kind kind, Title title, List<Fact<?>> reads, Cell<R> cell) {

    /** What a row has in a column. */
    interface Cell<R> {
        /** An object of the column's kind, or null for an empty cell. */
        @Nullable
        Object of(R row, ReportRequest request);
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

    static ReportColumn<FactRow> text(String key, String en, String ru, Fact<String> fact) {
        return text(key, en, ru, fact, value -> value);
    }

    static <V> ReportColumn<FactRow> text(
            String key, String en, String ru, Fact<V> fact, Function<@Nullable V, @Nullable String> text) {
        return of(key, Kind.TEXT, new Title(en, ru), fact, text::apply);
    }

    static <V> ReportColumn<FactRow> word(
            String key, String en, String ru, Fact<V> fact, Function<@Nullable V, @Nullable Title> word) {
        return of(key, Kind.WORD, new Title(en, ru), fact, word::apply);
    }

    static ReportColumn<FactRow> integer(String key, String en, String ru, Fact<Long> fact) {
        return of(key, Kind.INTEGER, new Title(en, ru), fact, value -> value);
    }

    static ReportColumn<FactRow> decimal(String key, String en, String ru, Fact<Double> fact) {
        return of(key, Kind.DECIMAL, new Title(en, ru), fact, value -> value);
    }

    static ReportColumn<FactRow> instant(String key, String en, String ru, Fact<Instant> fact) {
        return of(key, Kind.INSTANT, new Title(en, ru), fact, value -> value);
    }

    static ReportColumn<FactRow> duration(String key, String en, String ru, Fact<Duration> fact) {
        return of(key, Kind.DURATION, new Title(en, ru), fact, value -> value);
    }

    /** The short name of the project that a row belongs to. */
    static ReportColumn<FactRow> project(Fact<Long> id) {
        return new ReportColumn<>(
                "projectShortName",
                Kind.TEXT,
                new Title("Project", "Проект"),
                List.of(id),
                (row, request) -> request.projects().get(row.get(id)));
    }

    /** A column that one fact is enough for. */
    static <V> ReportColumn<FactRow> of(
            String key, Kind kind, Title title, Fact<V> fact, Function<@Nullable V, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(fact), (row, request) -> value.apply(row.get(fact)));
    }

    /** A column of rows that are not made of facts. */
    static <R> ReportColumn<R> of(String key, Kind kind, Title title, Function<R, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(), (row, request) -> value.apply(row));
    }

    /** The facts that the columns are made of. */
    static List<Fact<?>> reads(List<? extends ReportColumn<?>> columns) {
        return columns.stream()
                .<Fact<?>>flatMap(column -> column.reads().stream())
                .distinct()
                .toList();
    }
}
