// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.parley.store.engine.Engine;
import io.parley.store.engine.RowCursor;
import io.parley.store.engine.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A table as described by the database's metadata: stores are copied and compared by the existing tables, so that no
 * list of tables can be incomplete.
 *
 * @param columns all of them, in their order
 */
record TableMetadata(String name, List<Field<?>> columns) {
    /** Files of tasks, which are in a database or in a folder, and therefore not copied as rows. */
    static final String FILES = "task_file";

    /** Tables that describe the database and not the conversations. */
    private static final Set<String> OF_THE_DATABASE = Set.of("flyway_schema_history", "copied_from", FILES);

    /** Returns all tables of a store, by name. */
    static List<TableMetadata> of(Engine engine) {
        Field<String> tableName = DSL.field(DSL.name("table_name"), String.class);
        Field<String> schema = DSL.field(DSL.name("table_schema"), String.class);
        Field<String> here = DSL.field("current_schema()", String.class);
        return engine
                .sql()
                .select(tableName)
                .from(DSL.table(DSL.name("information_schema", "tables")))
                .where(
                        schema.eq(here),
                        DSL.field(DSL.name("table_type"), String.class).eq("BASE TABLE"))
                .fetch(tableName)
                .stream()
                .filter(each -> !OF_THE_DATABASE.contains(each))
                .sorted()
                .map(each -> new TableMetadata(
                        each,
                        engine.sql()
                                .select(
                                        DSL.field(DSL.name("column_name"), String.class),
                                        DSL.field(DSL.name("data_type"), String.class))
                                .from(DSL.table(DSL.name("information_schema", "columns")))
                                .where(schema.eq(here), tableName.eq(each))
                                .orderBy(DSL.field(DSL.name("ordinal_position")))
                                .fetch(row -> column(each, row.value1(), row.value2()))))
                .toList();
    }

    private static Field<?> column(String table, String column, String type) {
        return DSL.field(DSL.name(table, column), type(type));
    }

    private static DataType<?> type(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "bigint" -> SQLDataType.BIGINT;
            case "integer" -> SQLDataType.INTEGER;
            case "double", "double precision" -> SQLDataType.DOUBLE;
            case "boolean" -> SQLDataType.BOOLEAN;
            case "timestamp", "timestamp without time zone" -> SQLDataType.LOCALDATETIME(6);
            case "text", "varchar", "character varying" -> SQLDataType.VARCHAR;
            default -> throw new IllegalStateException("no rule copies a column of type " + type);
        };
    }

    Table<Record> table() {
        return DSL.table(DSL.name(name));
    }

    List<String> columnNames() {
        return columns.stream().map(Field::getName).toList();
    }

    /** Whether an empty store has a row in it. */
    boolean isMadeWithTheStore() {
        return name.equals(KeySecret.TABLE);
    }

    boolean isEmpty(Engine engine) {
        return !engine.sql().fetchExists(table());
    }

    /**
     * Reads all rows over a connection, one at a time.
     *
     * @param wanted the columns to read, in the order in which they are handed on
     */
    void read(Connection connection, Engine engine, List<String> wanted, Consumer<@Nullable Object[]> next) {
        List<Field<?>> fields = wanted.stream()
                .<Field<?>>map(each -> columns.stream()
                        .filter(column -> column.getName().equals(each))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("the other store has no column " + name + "." + each)))
                .toList();
        // Zone maps of an embedded store need rows in the order of time. An embedded store's rows are read in stored
        // order, which is this order already.
        List<Field<?>> order = engine.sql().dialect() == SQLDialect.DUCKDB ? List.of() : byTime();
        try (RowCursor rows =
                engine.rows(connection, DSL.select(fields).from(table()).orderBy(order))) {
            while (rows.next()) {
                @Nullable Object[] values = new @Nullable Object[fields.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(rows, i + 1, fields.get(i).getType());
                }
                next.accept(values);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(RowCursor rows, int place, Class<?> type) throws SQLException {
        if (type == Integer.class) {
            Long number = rows.number(place);
            return number == null ? null : Math.toIntExact(number);
        }
        if (type == Long.class) {
            return rows.number(place);
        }
        if (type == Double.class) {
            return rows.decimal(place);
        }
        if (type == Boolean.class) {
            return rows.flag(place);
        }
        return type == LocalDateTime.class ? rows.moment(place) : rows.text(place);
    }

    private List<Field<?>> byTime() {
        boolean ofProjects =
                columns.stream().anyMatch(column -> column.getName().equals("client_key"));
        Stream<Field<?>> times = columns.stream().filter(column -> column.getType() == LocalDateTime.class);
        return ofProjects ? times.limit(1).toList() : List.of();
    }

    /** Returns number and checksum of all rows. */
    TableChecksum sum(Connection connection, Engine engine, List<String> order) {
        TableChecksum[] sum = {TableChecksum.EMPTY};
        read(connection, engine, order, row -> sum[0] = sum[0].and(hash(row)));
        return sum[0];
    }

    /** Independent of the engine. */
    static long hash(@Nullable Object[] row) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        for (Object value : row) {
            switch (value) {
                case null -> hash.putByte((byte) 0);
                case Long number -> hash.putByte((byte) 1).putLong(number);
                case Integer number -> hash.putByte((byte) 1).putLong(number);
                case Double number -> hash.putByte((byte) 2).putDouble(number);
                case Boolean flag -> hash.putByte((byte) 3).putBoolean(flag);
                case LocalDateTime time ->
                    hash.putByte((byte) 4)
                            .putLong(time.toEpochSecond(ZoneOffset.UTC))
                            .putInt(time.getNano());
                case String text -> hash.putByte((byte) 5).putString(text);
                default ->
                    throw new StoreException("no rule compares a " + value.getClass(), new IllegalStateException());
            }
        }
        return hash.getAsLong();
    }
}
