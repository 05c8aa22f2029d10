// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;
import org.duckdb.DuckDBWritableVector;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB table function for bulk inserts, which returns the rows that were registered under a number. Compared with
 * the driver's appender, a statement that inserts them takes three quarters of the time for few rows, and the same for
 * many. Unlike the appender, it lets the driver begin the transaction with a statement.
 */
final class RowsTableFunction implements DuckDBTableFunction<RowsTableFunction.Batch, RowsTableFunction.Cursor, Void> {
    private static final String NAME = "parley_passed_rows";

    private final Map<Long, Batch> batches = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();

    /** Rows of some columns, in their order. */
    record Batch(List<Field<?>> columns, List<@Nullable Object[]> rows) {}

    /** The position of a statement in a batch. One thread at a time reads it. */
    static final class Cursor {
        private final Batch batch;
        private int next;

        Cursor(Batch batch) {
            this.batch = batch;
        }
    }

    /** Registers the function with the database of that connection, for all its connections. */
    void register(Connection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
            function.withName(NAME).withParameter(Long.class).withFunction(this).register(connection);
        }
    }

    /**
     * Inserts rows into a table.
     *
     * @param columns all columns of the table, in its order
     * @param rows values of JDBC types, in the order of the columns
     */
    void insert(Connection connection, String table, List<Field<?>> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        long number = lastNumber.incrementAndGet();
        batches.put(number, new Batch(columns, rows));
        try (Statement insert = connection.createStatement()) {
            insert.execute(
                    String.format(Locale.ROOT, "insert into %s select * from %s(%d)", DSL.name(table), NAME, number));
        } finally {
            batches.remove(number);
        }
    }

    // ---- Callbacks of DuckDB

    @Override
    public Batch bind(DuckDBTableFunctionBindInfo statement) {
        Batch batch;
        // The value is in native memory, which must be closed explicitly.
        try (DuckDBValue number = statement.getParameter(0)) {
            batch = Objects.requireNonNull(batches.get(number.getLong()), "the rows are gone");
        }
        // The types that the driver supports: those of the columns, before conversion.
        batch.columns()
                .forEach(column -> statement.addResultColumn(
                        column.getName(), column.getDataType().getConverter().fromType()));
        return batch;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo statement) {
        statement.setMaxThreads(1);
        return new Cursor(statement.getBindData());
    }

    /** Writes the next rows; none at the end. */
    @Override
    public long apply(DuckDBTableFunctionCallInfo statement, DuckDBDataChunkWriter chunk) {
        Cursor cursor = statement.getInitData();
        List<@Nullable Object[]> rows = cursor.batch.rows();
        int count = (int) Math.min(chunk.capacity(), rows.size() - cursor.next);
        for (int column = 0; column < cursor.batch.columns().size(); column++) {
            DuckDBWritableVector vector = chunk.vector(column);
            for (int row = 0; row < count; row++) {
                write(vector, row, rows.get(cursor.next + row)[column]);
            }
        }
        cursor.next += count;
        return count;
    }

    private static void write(DuckDBWritableVector vector, int row, @Nullable Object value) {
        switch (value) {
            case null -> vector.setNull(row);
            case Long number -> vector.setLong(row, number);
            case Integer number -> vector.setInt(row, number);
            case Double number -> vector.setDouble(row, number);
            case Boolean flag -> vector.setBoolean(row, flag);
            case LocalDateTime time -> vector.setTimestamp(row, time);
            case String text -> vector.setString(row, text);
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }
}
