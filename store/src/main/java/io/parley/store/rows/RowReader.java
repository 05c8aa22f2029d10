// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.store.engine.Engine;
import io.parley.store.engine.FoundRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Reads whole rows, of which columnar engines would rather read few columns. To be used within one transaction: they may be read in two
 * statements.
 */
public final class RowReader {
    /** Rows that a driver which reads in portions has in memory before they are counted: each may have megabytes. */
    private static final int FETCHED = 20;
    /** Values that are written into a statement to read fewer rows. */
    private static final int MOST_VALUES = 1_000;

    private final Engine engine;
    private final DSLContext sql;

    public RowReader(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /** The rows that a condition is true of: that a column has a value, or values within a range, by which any engine finds them. */
    public <R> List<R> where(RowTable<R> table, Condition condition) {
        return sql.select(table.fields()).from(table.table()).where(condition).fetch(table::read);
    }

    /** The rows with some keys, none of which this transaction has written. */
    public <R> List<R> withKeys(RowTable<R> table, Field<Long> key, Collection<RowKey> keys) {
        return withKeys(table, key, keys, DSL.noCondition());
    }

    /**
     * Those of them that lie within a range.
     *
     * @param range of a column in whose order rows lie more or less, so that an engine skips what lies outside
     */
    public <R> List<R> withKeys(RowTable<R> table, Field<Long> key, Collection<RowKey> keys, Condition range) {
        return withKeys(table, table.fields(), key, keys, range).map(table::read);
    }

    /**
     * Some columns of the rows with some keys. An engine that would read all these columns of far too many rows is first asked which rows they
     * are, unless there is only one (measured on 10 million messages: a tenth of the time for the sessions of a page).
     */
    public Result<Record> withKeys(
            RowTable<?> table, Collection<Field<?>> columns, Field<Long> key, Collection<RowKey> keys) {
        return withKeys(table, columns, key, keys, DSL.noCondition());
    }

    /** Some columns of those of them that lie within a range. */
    public Result<Record> withKeys(
            RowTable<?> table,
            Collection<Field<?>> columns,
            Field<Long> key,
            Collection<RowKey> keys,
            Condition range) {
        if (keys.isEmpty()) {
            return sql.newResult(columns);
        }
        Function<Collection<Field<?>>, Select<Record>> query =
                each -> sql.select(each).from(table.table()).where(RowKey.isOneOf(engine, table, key, keys), range);
        return keys.size() > 1
                ? found(table, columns, query)
                : query.apply(columns).fetch();
    }

    /** That a column has one of some values, by which fewer rows are read; true of all rows when the values are too many to be written down. Not {@code noCondition}, which vanishes from an {@code or}. */
    public static <T> Condition mayBe(Field<T> column, Stream<T> values) {
        List<T> distinct = values.distinct().limit(MOST_VALUES + 1).toList();
        return distinct.size() > MOST_VALUES ? DSL.trueCondition() : column.in(distinct);
    }

    /** Some of the rows that a condition is true of, in an order; none that this transaction has written. */
    public <R> List<R> page(RowTable<R> table, Condition condition, List<OrderField<?>> order, long size, long offset) {
        Function<Collection<Field<?>>, Select<Record>> query = each -> sql.select(each)
                .from(table.table())
                .where(condition)
                .orderBy(order)
                .limit(size)
                .offset(offset);
        return found(table, table.fields(), query).map(table::read);
    }

    /** Some columns of the rows that a query finds, in its order. */
    private Result<Record> found(
            RowTable<?> table, Collection<Field<?>> columns, Function<Collection<Field<?>>, Select<Record>> query) {
        return engine.find(table.table(), query::apply)
                .map(found -> read(table, columns, found))
                .orElseGet(() -> query.apply(columns).fetchSize(FETCHED).fetch());
    }

    private Result<Record> read(RowTable<?> table, Collection<Field<?>> columns, FoundRows found) {
        List<Field<?>> numbered = new ArrayList<>(columns);
        numbered.add(found.number());
        if (found.numbers().isEmpty()) {
            return sql.newResult(numbered);
        }
        Map<Long, Integer> places = new HashMap<>();
        found.numbers().forEach(number -> places.put(number, places.size()));
        Result<Record> rows =
                sql.select(numbered).from(table.table()).where(found.areThese()).fetch();
        // Whole rows are put in order here: where they are columns, that costs the engine two to three milliseconds,
        // however few there are.
        rows.sort(Comparator.comparing(row -> places.get(row.get(found.number()))));
        return rows;
    }
}
