// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param field its name, qualified by the table's, and its type
 * @param value returns its value from a row
 */
public record TableColumn<R, T>(Field<T> field, Function<R, @Nullable T> value) {

    /** Instants are stored as UTC without a zone, in microseconds, on both engines. */
    public static final DataType<Instant> INSTANT = SQLDataType.LOCALDATETIME.asConvertedDataType(
            Instant.class,
            local -> local == null ? null : local.toInstant(ZoneOffset.UTC),
            instant -> instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC));

    /** Returns the value in the type that the JDBC drivers expect. */
    @Nullable
    Object jdbcValue(R row) {
        T given = value.apply(row);
        return given instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : given;
    }

    static <T> Field<T> field(Name table, String column, DataType<T> type) {
        return DSL.field(table.append(column), type);
    }
}
