// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A table and its columns, in the order of the migration that created it.
 *
 * @param <R> type of its rows in memory
 */
public abstract class RowTable<R> {
    private final Name name;
    private final Table<Record> table;
    private final List<TableColumn<R, ?>> columns = new ArrayList<>();

    protected RowTable(String name) {
        this.name = DSL.name(name);
        this.table = DSL.table(this.name);
    }

    /** Reads a row from a result with all columns. */
    public abstract R read(Record record);

    public String name() {
        return name.last();
    }

    public Table<Record> table() {
        return table;
    }

    /** The column of a row's project, which tables of the log have. */
    public Field<Long> project() {
        return TableColumn.field(name, "project_id", SQLDataType.BIGINT);
    }

    public List<Field<?>> fields() {
        return columns.stream().<Field<?>>map(TableColumn::field).toList();
    }

    /** Returns a row's values in the types that the JDBC drivers expect. */
    public @Nullable Object[] values(R row) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).jdbcValue(row);
        }
        return values;
    }

    protected final <T> Field<T> column(String column, DataType<T> type, Function<R, @Nullable T> value) {
        Field<T> field = TableColumn.field(name, column, type);
        columns.add(new TableColumn<>(field, value));
        return field;
    }

    protected final Field<Long> number(String column, Function<R, @Nullable Long> value) {
        return column(column, SQLDataType.BIGINT, value);
    }

    protected final Field<String> text(String column, Function<R, @Nullable String> value) {
        return column(column, SQLDataType.VARCHAR, value);
    }

    protected final Field<Boolean> flag(String column, Function<R, @Nullable Boolean> value) {
        return column(column, SQLDataType.BOOLEAN, value);
    }

    protected final Field<Instant> moment(String column, Function<R, @Nullable Instant> value) {
        return column(column, TableColumn.INSTANT, value);
    }
}
