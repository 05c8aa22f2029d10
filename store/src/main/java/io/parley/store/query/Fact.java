// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.filter.Scope;
import io.parley.store.directory.Label;
import io.parley.store.engine.Engine;
import io.parley.store.rows.LabelLinkTable;
import io.parley.store.rows.SmallTables;
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
 * One thing that can be told of each row of a list: where it is in SQL, and how it is read. Whoever reads a long list names the facts that
 * are needed, and only those are read. What hangs off a row is a fact, too: the engine joins it, once for all rows, or it is looked up for a
 * portion of rows.
 *
 * @param <V> the value, of a fact that may be missing null
 */
public final class Fact<V> {

    /** Reads a fact from its columns, of which the first is at that place. */
    interface Reader<V> {
        @Nullable
        V read(Columns.Row row, int first) throws SQLException;
    }

    /** Finds a fact of rows that were read, in their order. */
    interface LookUp<V> {
        List<@Nullable V> of(List<FactRow> rows, MessageStatuses statuses);
    }

    private final Function<Engine, List<Field<?>>> columns;
    private final Reader<V> reader;
    private final List<Fact<?>> needed;
    private final @Nullable LookUp<V> lookUp;

    private Fact(Function<Engine, List<Field<?>>> columns, Reader<V> reader) {
        this(columns, reader, List.of(), null);
    }

    private Fact(
            Function<Engine, List<Field<?>>> columns,
            Reader<V> reader,
            List<Fact<?>> needed,
            @Nullable LookUp<V> lookUp) {
        this.columns = columns;
        this.reader = reader;
        this.needed = needed;
        this.lookUp = lookUp;
    }

    /**
     * A fact that may not lie where the row does: an engine that joins any tables joins it, for others it is looked up.
     *
     * @param needed what the look-up reads of the row
     */
    static <V> Fact<V> lookedUp(Fact<V> joined, List<Fact<?>> needed, LookUp<V> lookUp) {
        return new Fact<>(
                engine -> engine.joinsAnyTables() ? joined.columns(engine) : List.of(), joined.reader, needed, lookUp);
    }

    static Fact<String> text(Field<String> field) {
        return new Fact<>(engine -> List.of(field), Columns.Row::text);
    }

    /** Names of the labels that a row of that scope has, in the order of {@link Label#DISPLAY_ORDER}, between commas; may be missing. */
    static Fact<String> labels(Scope scope, LabelLinkTable links, SmallTables.Catalogue labels) {
        return text(DSL.field(DSL.select(DSL.listAgg(labels.name, ", ").withinGroupOrderBy(labels.priority, labels.id))
                .from(links.table())
                .join(labels.table())
                .on(labels.id.eq(links.labelId))
                .where(FilterSql.linkedTo(scope, links.name()))));
    }

    static Fact<Long> number(Field<? extends Number> field) {
        return number(engine -> field);
    }

    static Fact<Long> number(Function<Engine, Field<? extends Number>> field) {
        return new Fact<>(engine -> List.of(field.apply(engine)), Columns.Row::number);
    }

    static Fact<Double> decimal(Field<Double> field) {
        return new Fact<>(engine -> List.of(field), Columns.Row::decimal);
    }

    static Fact<Boolean> flag(Field<Boolean> field) {
        return new Fact<>(engine -> List.of(field), Columns.Row::flag);
    }

    /** Read as a number: the drivers take many times as long to make an instant. */
    static Fact<Instant> moment(Field<Instant> field) {
        return number(engine -> engine.micros(field)).as(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** A fact of two, which may both be missing. */
    static <A, B, V> Fact<V> of(
            Fact<A> one, Fact<B> other, BiFunction<@Nullable A, @Nullable B, @Nullable V> together) {
        return new Fact<>(
                engine -> Stream.concat(one.columns(engine).stream(), other.columns(engine).stream())
                        .<Field<?>>map(Function.identity())
                        .toList(),
                // A fact of one column comes first.
                (row, first) -> together.apply(one.reader.read(row, first), other.reader.read(row, first + 1)));
    }

    /** The fact as something else; a missing one stays missing. */
    <W> Fact<W> as(Function<V, @Nullable W> other) {
        return new Fact<>(columns, (row, first) -> {
            V value = reader.read(row, first);
            return value == null ? null : other.apply(value);
        });
    }

    /** The facts of the row by which this one is looked up; none for a fact that is read of the row. */
    List<Fact<?>> needed() {
        return needed;
    }

    /** Whether it is not read of the row. */
    boolean isLookedUp(Engine engine) {
        return lookUp != null && !engine.joinsAnyTables();
    }

    /** Only for a fact that is looked up. */
    LookUp<V> lookUp() {
        return Objects.requireNonNull(lookUp);
    }

    List<Field<?>> columns(Engine engine) {
        return columns.apply(engine);
    }

    @Nullable
    V read(Columns.Row row, int first) throws SQLException {
        return reader.read(row, first);
    }
}
