// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import io.parley.store.engine.RowCursor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * Rows as PostgreSQL's COPY sends them, in its text format, a message for each. The driver takes one message at a time, and the server waits until
 * it is read; of the rows of a cursor, which come in portions, the driver would hold a portion, whatever its size in bytes.
 */
final class CopyRowCursor implements RowCursor {
    private static final byte TAB = '\t';
    private static final byte ESCAPE = '\\';
    /** What a null looks like: an escape, and this. */
    private static final byte NULL = 'N';

    private final BaseConnection connection;
    private final CopyOut answer;
    private byte[] row = {};
    /** Where values begin in the row; the last one is where one more would. */
    private int[] starts = new int[16];

    private CopyRowCursor(BaseConnection connection, CopyOut answer) {
        this.connection = connection;
        this.answer = answer;
    }

    /**
     * Asks for the answer to a query.
     *
     * @param query with its values written into it
     */
    static CopyRowCursor of(Connection connection, String query) throws SQLException {
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        return new CopyRowCursor(
                driver, connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout"));
    }

    @Override
    public boolean next() throws SQLException {
        byte[] next = answer.readFromCopy();
        if (next == null) {
            return false;
        }
        row = next;
        // A line feed ends the row.
        int end = row.length - 1;
        int values = 1;
        for (int i = 0; i < end; i++) {
            if (row[i] == TAB) {
                start(values++, i + 1);
            }
        }
        start(values, end + 1);
        return true;
    }

    private void start(int value, int at) {
        if (value == starts.length) {
            starts = Arrays.copyOf(starts, 2 * value);
        }
        starts[value] = at;
    }

    @Override
    public @Nullable String text(int place) {
        int from = starts[place - 1];
        int to = starts[place] - 1;
        if (to - from == 2 && row[from] == ESCAPE && row[from + 1] == NULL) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (row[i] == ESCAPE) {
                return unescaped(from, to);
            }
        }
        return new String(row, from, to - from, StandardCharsets.UTF_8);
    }

    private String unescaped(int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (row[i] == ESCAPE) {
                i++;
                text[length++] = meant(row[i]);
            } else {
                text[length++] = row[i];
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    private static byte meant(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> escaped;
        };
    }

    @Override
    public @Nullable Long number(int place) {
        String text = text(place);
        if (text == null) {
            return null;
        }
        // A sum may be a decimal of that value.
        return text.indexOf('.') < 0 ? Long.valueOf(text) : Long.valueOf(new BigDecimal(text).longValue());
    }

    @Override
    public @Nullable Double decimal(int place) {
        String text = text(place);
        return text == null ? null : Double.valueOf(text);
    }

    @Override
    public @Nullable Boolean flag(int place) {
        String text = text(place);
        return text == null ? null : Boolean.valueOf(text.equals("t"));
    }

    @Override
    public @Nullable LocalDateTime moment(int place) {
        String text = text(place);
        return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    @Override
    public byte[] bytes(int place) {
        throw new UnsupportedOperationException("texts of a row come one by one");
    }

    /** Has the server end what was not read to its end, and reads what is on its way. */
    @Override
    public void close() throws SQLException {
        if (!answer.isActive()) {
            return;
        }
        connection.cancelQuery();
        try {
            while (answer.readFromCopy() != null) {
                // Nobody wants it.
            }
        } catch (SQLException ended) {
            if (answer.isActive()) {
                throw ended;
            }
        }
    }
}
