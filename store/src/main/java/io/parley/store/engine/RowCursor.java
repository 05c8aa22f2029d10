// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is read row by row, however long it is. Of an answer that another process gives, only the row that the reader is at is in memory.
 * Values are counted from 1; what SQL has as null is null.
 */
public interface RowCursor extends AutoCloseable {
    /** Turns to the next row, if there is one. */
    boolean next() throws SQLException;

    @Nullable
    String text(int place) throws SQLException;

    @Nullable
    Long number(int place) throws SQLException;

    @Nullable
    Double decimal(int place) throws SQLException;

    @Nullable
    Boolean flag(int place) throws SQLException;

    @Nullable
    LocalDateTime moment(int place) throws SQLException;

    /** Bytes that an engine inside this process hands over; others make none. */
    byte[] bytes(int place) throws SQLException;

    /** Ends the answer, read to its end or not; if not, its connection can be closed and nothing else. */
    @Override
    void close() throws SQLException;
}
