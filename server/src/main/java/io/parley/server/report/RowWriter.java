// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streaming writer of a file: only a few rows are in memory. */
interface RowWriter extends AutoCloseable {

    /**
     * Heading of a column.
     *
     * @param key for files that programs read
     * @param title for files that people read
     */
    record Heading(String key, ReportColumn.Kind kind, String title) {}

    /** Starts the file; called once, before any row. */
    void columns(List<Heading> columns) throws IOException;

    /** Writes a row. The values have the types of the columns' kinds, except that words are strings, and several texts a list for programs or one string for people. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Completes the file. */
    @Override
    void close() throws IOException;
}
