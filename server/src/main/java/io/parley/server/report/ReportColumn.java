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
 * Column of a report.
 *
 * @param <R> source of a row
 * @param key identifier for programs, the same in every language
 * @param kind type of its cells
 * @param title heading for people
 * @param reads the facts from which its cells are computed
 */
record ReportColumn<R>(String key, Kind kind, Title title, List<Fact<?>> reads, Cell<R> cell) {

    /** Computes a cell from a row. */
    interface Cell<R> {
        /** Returns an object of the column's kind, or null for an empty cell. */
        @Nullable
        Object of(R row, ReportRequest request);
    }

    /** Type of a column's cells. */
    enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Title}: one of a fixed set of words, in the language of the request. */
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

    /** Returns a column with the short name of the row's project. */
    static ReportColumn<FactRow> project(Fact<Long> id) {
        return new ReportColumn<>(
                "projectShortName",
                Kind.TEXT,
                new Title("Project", "Проект"),
                List.of(id),
                (row, request) -> request.projects().get(row.get(id)));
    }

    /** Returns a column that is computed from one fact. */
    static <V> ReportColumn<FactRow> of(
            String key, Kind kind, Title title, Fact<V> fact, Function<@Nullable V, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(fact), (row, request) -> value.apply(row.get(fact)));
    }

    /** Returns a column for rows that do not consist of facts. */
    static <R> ReportColumn<R> of(String key, Kind kind, Title title, Function<R, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(), (row, request) -> value.apply(row));
    }

    /** Returns the facts from which the columns are computed. */
    static List<Fact<?>> reads(List<? extends ReportColumn<?>> columns) {
        return columns.stream()
                .<Fact<?>>flatMap(column -> column.reads().stream())
                .distinct()
                .toList();
    }
}
