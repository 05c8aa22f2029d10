// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.store.engine.Engine;
import io.parley.store.engine.RowIds;
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
 * Reads of whole rows with late materialisation, because columnar engines scan faster with few columns. Must be used
 * within one transaction, as a read may take two statements.
 */
public final class RowReader {
    /** Rows that a driver with batched fetching holds in memory before they are counted: each may have megabytes. */
    private static final int FETCHED = 20;
    /** Maximum number of values that are inlined into a statement to reduce the scanned rows. */
    private static final int MOST_VALUES = 1_000;

    private final Engine engine;
    private final DSLContext sql;

    public RowReader(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /**
     * Returns the rows that satisfy a condition on a value or a range of values of a column, by which any engine finds
     * rows fast.
     */
    public <R> List<R> where(RowTable<R> table, Condition condition) {
        return sql.select(table.fields()).from(table.table()).where(condition).fetch(table::read);
    }

    /** Returns the rows with some keys; this transaction must not have written them. */
    public <R> List<R> withKeys(RowTable<R> table, Field<Long> key, Collection<RowKey> keys) {
        return withKeys(table, key, keys, DSL.noCondition());
    }

    /**
     * Returns those of them within a range.
     *
     * @param range of a column in the approximate order of the rows, so that zone maps let an engine skip the rows
     *     outside
     */
    public <R> List<R> withKeys(RowTable<R> table, Field<Long> key, Collection<RowKey> keys, Condition range) {
        return withKeys(table, table.fields(), key, keys, range).map(table::read);
    }

    /**
     * Returns some columns of the rows with some keys. If the engine would read all these columns for far too many
     * rows, the row ids are selected first, unless there is only one key (measured on 10 million messages: a tenth of
     * the time for the sessions of a page).
     */
    public Result<Record> withKeys(
            RowTable<?> table, Collection<Field<?>> columns, Field<Long> key, Collection<RowKey> keys) {
        return withKeys(table, columns, key, keys, DSL.noCondition());
    }

    /** Returns some columns of those of them within a range. */
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

    /**
     * Returns the condition that a column has one of some values, to reduce the scanned rows; true for all rows when
     * the values are too many to inline. Not {@code noCondition}, which vanishes from an {@code or}.
     */
    public static <T> Condition mayBe(Field<T> column, Stream<T> values) {
        List<T> distinct = values.distinct().limit(MOST_VALUES + 1).toList();
        return distinct.size() > MOST_VALUES ? DSL.trueCondition() : column.in(distinct);
    }

    /** Returns a page of the rows that satisfy a condition, in an order; none that this transaction has written. */
    public <R> List<R> page(RowTable<R> table, Condition condition, List<OrderField<?>> order, long size, long offset) {
        Function<Collection<Field<?>>, Select<Record>> query = each -> sql.select(each)
                .from(table.table())
                .where(condition)
                .orderBy(order)
                .limit(size)
                .offset(offset);
        return found(table, table.fields(), query).map(table::read);
    }

    /** Returns some columns of the rows that a query finds, in its order. */
    private Result<Record> found(
            RowTable<?> table, Collection<Field<?>> columns, Function<Collection<Field<?>>, Select<Record>> query) {
        return engine.findRowIds(table.table(), query::apply)
                .map(found -> read(table, columns, found))
                .orElseGet(() -> query.apply(columns).fetchSize(FETCHED).fetch());
    }

    private Result<Record> read(RowTable<?> table, Collection<Field<?>> columns, RowIds found) {
        List<Field<?>> numbered = new ArrayList<>(columns);
        numbered.add(found.number());
        if (found.numbers().isEmpty()) {
            return sql.newResult(numbered);
        }
        Map<Long, Integer> places = new HashMap<>();
        found.numbers().forEach(number -> places.put(number, places.size()));
        Result<Record> rows =
                sql.select(numbered).from(table.table()).where(found.areThese()).fetch();
        // Whole rows are sorted in Java: in a columnar engine that takes two to three milliseconds, even for few rows.
        rows.sort(Comparator.comparing(row -> places.get(row.get(found.number()))));
        return rows;
    }
}
