// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.filter.Scope;
import io.parley.store.engine.Engine;
import io.parley.store.label.Label;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.SmallTables;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A field of a row of a list: its columns in SQL, and how its value is read from them. The reader of a long list names
 * the fields that it needs, and only those are read. A field may also come from a related row: the engine joins it once
 * for all rows, or it is looked up for a batch of rows.
 *
 * @param <V> the value, of a field that may be missing null
 */
public final class ProjectedField<V> {

    /** Reads a field from its columns, the first of which is at the given position. */
    interface Reader<V> {
        @Nullable
        V read(ResultSetReader.Row row, int first) throws SQLException;
    }

    /** Looks up a field for a batch of rows, in their order. */
    interface LookUp<V> {
        List<@Nullable V> of(List<ProjectedRow> rows, MessageStatusLoader statuses);
    }

    private final Function<Engine, List<Field<?>>> columns;
    private final Reader<V> reader;
    private final List<ProjectedField<?>> needed;
    private final @Nullable LookUp<V> lookUp;

    private ProjectedField(Function<Engine, List<Field<?>>> columns, Reader<V> reader) {
        this(columns, reader, List.of(), null);
    }

    private ProjectedField(
            Function<Engine, List<Field<?>>> columns,
            Reader<V> reader,
            List<ProjectedField<?>> needed,
            @Nullable LookUp<V> lookUp) {
        this.columns = columns;
        this.reader = reader;
        this.needed = needed;
        this.lookUp = lookUp;
    }

    /**
     * Returns a field that may be stored on another shard than the row. An engine that joins any tables joins it; for
     * others it is looked up.
     *
     * @param needed fields of the row that the look-up uses
     */
    static <V> ProjectedField<V> lookedUp(ProjectedField<V> joined, List<ProjectedField<?>> needed, LookUp<V> lookUp) {
        return new ProjectedField<>(
                engine -> engine.canJoinAnyTables() ? joined.columns(engine) : List.of(),
                joined.reader,
                needed,
                lookUp);
    }

    static ProjectedField<String> text(Field<String> field) {
        return new ProjectedField<>(engine -> List.of(field), ResultSetReader.Row::text);
    }

    /**
     * Returns the names of the labels of a row of that scope, in the order of {@link Label#DISPLAY_ORDER}; missing for a
     * row without labels.
     */
    static ProjectedField<List<String>> labels(Scope scope, LabelLinkTable links, SmallTables.Catalogue labels) {
        return text(DSL.field(DSL.select(TextList.of(labels.name, labels.priority, labels.id))
                        .from(links.table())
                        .join(labels.table())
                        .on(labels.id.eq(links.labelId))
                        .where(FilterSql.linkedTo(scope, links.name()))))
                .as(TextList::read);
    }

    static ProjectedField<Long> number(Field<? extends Number> field) {
        return number(engine -> field);
    }

    static ProjectedField<Long> number(Function<Engine, Field<? extends Number>> field) {
        return new ProjectedField<>(engine -> List.of(field.apply(engine)), ResultSetReader.Row::number);
    }

    static ProjectedField<Double> decimal(Field<Double> field) {
        return new ProjectedField<>(engine -> List.of(field), ResultSetReader.Row::decimal);
    }

    static ProjectedField<Boolean> flag(Field<Boolean> field) {
        return new ProjectedField<>(engine -> List.of(field), ResultSetReader.Row::flag);
    }

    /** Returns a time that is selected as a number: the drivers are many times slower at creating an instant. */
    static ProjectedField<Instant> moment(Field<Instant> field) {
        return number(engine -> engine.micros(field)).as(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** Returns a field that combines two others, both of which may be missing. */
    static <A, B, V> ProjectedField<V> of(
            ProjectedField<A> one,
            ProjectedField<B> other,
            BiFunction<@Nullable A, @Nullable B, @Nullable V> together) {
        return new ProjectedField<>(
                engine -> Stream.concat(one.columns(engine).stream(), other.columns(engine).stream())
                        .<Field<?>>map(Function.identity())
                        .toList(),
                // The first field has one column.
                (row, first) -> together.apply(one.reader.read(row, first), other.reader.read(row, first + 1)));
    }

    /** Returns the field with its value converted; a missing value stays missing. */
    <W> ProjectedField<W> as(Function<V, @Nullable W> other) {
        return new ProjectedField<>(columns, (row, first) -> {
            V value = reader.read(row, first);
            return value == null ? null : other.apply(value);
        });
    }

    /** Returns the fields of the row that the look-up of this one uses; empty for a field that is read from the row. */
    List<ProjectedField<?>> needed() {
        return needed;
    }

    /** Returns whether it is looked up instead of read from the row. */
    boolean isLookedUp(Engine engine) {
        return lookUp != null && !engine.canJoinAnyTables();
    }

    /** Returns the look-up; only for a field that is looked up. */
    LookUp<V> lookUp() {
        return Objects.requireNonNull(lookUp);
    }

    List<Field<?>> columns(Engine engine) {
        return columns.apply(engine);
    }

    @Nullable
    V read(ResultSetReader.Row row, int first) throws SQLException {
        return reader.read(row, first);
    }
}
