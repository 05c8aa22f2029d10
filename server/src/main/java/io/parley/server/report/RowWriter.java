// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of rows that grows as they come; only a few are in memory. */
interface RowWriter extends AutoCloseable {

    /**
     * What a file knows of a column.
     *
     * @param key for files that programs read
     * @param title for files that people read
     */
    record Heading(String key, ReportColumn.Kind kind, String title) {}

    /** Begins the file; once, before any row. */
    void columns(List<Heading> columns) throws IOException;

    /** Writes a row; the values are as the columns' kinds describe them, words as texts. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Completes the file. */
    @Override
    void close() throws IOException;
}
