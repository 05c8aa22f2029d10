package io.parley.store.rows;

import io.parley.store.engine.Engine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectWhereStep;
import org.jooq.impl.DSL;

/**
 * Reads whole rows. A columnar engine that is asked for few wide rows by many keys, or for the first of an order, reads all columns of far
 * too many; so it is asked which rows they are, in a query within the query, and only then for their columns (measured on 10 million
 * messages: a twentieth of the time for the sessions of a page).
 */
public final class RowReader {
    private final Engine engine;
    private final DSLContext sql;

    public RowReader(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /** The rows that a condition is true of. */
    public <R> List<R> where(RowTable<R> table, Condition condition) {
        return where(table, table.fields(), condition).map(table::read);
    }

    /** Some columns of the rows that a condition is true of. */
    public Result<Record> where(RowTable<?> table, Collection<Field<?>> columns, Condition condition) {
        return sql.select(columns)
                .from(table.table())
                .where(engine.rowAddress(table.table())
                        .map(row -> row.in(DSL.select(row).from(table.table()).where(condition)))
                        .orElse(condition))
                .fetch();
    }

    /** Some of the rows that a condition is true of, in an order. */
    public <R> List<R> page(
            RowTable<R> table, Condition condition, List<OrderField<?>> order, long size, long offset) {
        Optional<Field<Long>> address = engine.rowAddress(table.table());
        if (address.isEmpty()) {
            return pageOfFew(table, condition, order, size, offset);
        }
        Field<Long> row = address.get();
        return all(table)
                .where(row.in(DSL.select(row)
                        .from(table.table())
                        .where(condition)
                        .orderBy(order)
                        .limit(size)
                        .offset(offset)))
                .orderBy(order)
                .fetch(table::read);
    }

    /** The same of rows that are few and lie together, such as the messages of a session: asking first which they are would take longer. */
    public <R> List<R> pageOfFew(
            RowTable<R> table, Condition condition, List<OrderField<?>> order, long size, long offset) {
        return all(table)
                .where(condition)
                .orderBy(order)
                .limit(size)
                .offset(offset)
                .fetch(table::read);
    }

    private SelectWhereStep<Record> all(RowTable<?> table) {
        return sql.select(table.fields()).from(table.table());
    }
}
