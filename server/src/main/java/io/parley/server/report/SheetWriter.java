package io.parley.server.report;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of rows that grows as they come; only a few are in memory. */
interface SheetWriter extends AutoCloseable {

    /** Writes the titles. */
    void header(List<String> titles) throws IOException;

    /** Writes a row; the values are as {@link ReportColumn} describes them. */
    void row(List<@Nullable Object> values) throws IOException;

    @Override
    void close() throws IOException;
}
