// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jooq.Cursor;
import org.jspecify.annotations.Nullable;

/** Rows as a JDBC driver gives them. */
public final class JdbcRowCursor implements RowCursor {
    private final Cursor<?> answer;
    private final ResultSet rows;

    public JdbcRowCursor(Cursor<?> answer) {
        this.answer = answer;
        this.rows = Objects.requireNonNull(answer.resultSet());
    }

    @Override
    public boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public @Nullable String text(int place) throws SQLException {
        return rows.getString(place);
    }

    @Override
    public @Nullable Long number(int place) throws SQLException {
        long value = rows.getLong(place);
        return rows.wasNull() ? null : value;
    }

    @Override
    public @Nullable Double decimal(int place) throws SQLException {
        double value = rows.getDouble(place);
        return rows.wasNull() ? null : value;
    }

    @Override
    public @Nullable Boolean flag(int place) throws SQLException {
        boolean value = rows.getBoolean(place);
        return rows.wasNull() ? null : value;
    }

    @Override
    public @Nullable LocalDateTime moment(int place) throws SQLException {
        Timestamp value = rows.getTimestamp(place);
        return value == null ? null : value.toLocalDateTime();
    }

    @Override
    public byte[] bytes(int place) throws SQLException {
        return Objects.requireNonNull(rows.getBytes(place));
    }

    @Override
    public void close() {
        answer.close();
    }
}
