// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.i18n.LocalizedText;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
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
record ReportColumn<R>(String key, Kind kind, LocalizedText title, List<ProjectedField<?>> reads, Cell<R> cell) {

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
        /** {@link Texts}: any number of texts. */
        TEXTS,
        /** {@link LocalizedText}: one of a fixed set of words, in the language of the request. */
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

    /**
     * Several texts in one cell: an array in files for programs.
     *
     * @param joined the texts in files for people
     */
    record Texts(List<String> texts, String joined) {
        static final Texts NONE = new Texts(List.of(), "");

        static Texts of(@Nullable List<String> texts, String separator) {
            return texts == null ? NONE : new Texts(texts, String.join(separator, texts));
        }
    }

    /** Returns a column with the names of labels. */
    static ReportColumn<ProjectedRow> labels(String key, String en, String ru, ProjectedField<List<String>> fact) {
        return of(key, Kind.TEXTS, new LocalizedText(en, ru), fact, names -> Texts.of(names, ", "));
    }

    static ReportColumn<ProjectedRow> text(String key, String en, String ru, ProjectedField<String> fact) {
        return text(key, en, ru, fact, value -> value);
    }

    static <V> ReportColumn<ProjectedRow> text(
            String key, String en, String ru, ProjectedField<V> fact, Function<@Nullable V, @Nullable String> text) {
        return of(key, Kind.TEXT, new LocalizedText(en, ru), fact, text::apply);
    }

    static <V> ReportColumn<ProjectedRow> word(
            String key,
            String en,
            String ru,
            ProjectedField<V> fact,
            Function<@Nullable V, @Nullable LocalizedText> word) {
        return of(key, Kind.WORD, new LocalizedText(en, ru), fact, word::apply);
    }

    static ReportColumn<ProjectedRow> integer(String key, String en, String ru, ProjectedField<Long> fact) {
        return of(key, Kind.INTEGER, new LocalizedText(en, ru), fact, value -> value);
    }

    static ReportColumn<ProjectedRow> decimal(String key, String en, String ru, ProjectedField<Double> fact) {
        return of(key, Kind.DECIMAL, new LocalizedText(en, ru), fact, value -> value);
    }

    static ReportColumn<ProjectedRow> instant(String key, String en, String ru, ProjectedField<Instant> fact) {
        return of(key, Kind.INSTANT, new LocalizedText(en, ru), fact, value -> value);
    }

    static ReportColumn<ProjectedRow> duration(String key, String en, String ru, ProjectedField<Duration> fact) {
        return of(key, Kind.DURATION, new LocalizedText(en, ru), fact, value -> value);
    }

    /** Returns a column with the short name of the row's project. */
    static ReportColumn<ProjectedRow> project(ProjectedField<Long> id) {
        return new ReportColumn<>(
                "projectShortName",
                Kind.TEXT,
                new LocalizedText("Project", "Проект"),
                List.of(id),
                (row, request) -> request.projects().get(row.get(id)));
    }

    /** Returns a column that is computed from one fact. */
    static <V> ReportColumn<ProjectedRow> of(
            String key,
            Kind kind,
            LocalizedText title,
            ProjectedField<V> fact,
            Function<@Nullable V, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(fact), (row, request) -> value.apply(row.get(fact)));
    }

    /** Returns a column for rows that do not consist of facts. */
    static <R> ReportColumn<R> of(String key, Kind kind, LocalizedText title, Function<R, @Nullable Object> value) {
        return new ReportColumn<>(key, kind, title, List.of(), (row, request) -> value.apply(row));
    }

    /** Returns the facts from which the columns are computed. */
    static List<ProjectedField<?>> reads(List<? extends ReportColumn<?>> columns) {
        return columns.stream()
                .<ProjectedField<?>>flatMap(column -> column.reads().stream())
                .distinct()
                .toList();
    }
}
