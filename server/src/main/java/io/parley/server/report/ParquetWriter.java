// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.store.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of Parquet. Texts are unchanged, several in a list; durations are in ms. */
final class ParquetWriter implements RowWriter {
    private final Path path;
    private @Nullable ParquetFile file;

    ParquetWriter(Path path) {
        this.path = path;
    }

    @Override
    public void columns(List<Heading> columns) throws IOException {
        file = new ParquetFile(
                path,
                columns.stream()
                        .map(column -> new ParquetFile.Column(column.key(), type(column.kind())))
                        .toList());
    }

    private static ParquetFile.Type type(ReportColumn.Kind kind) {
        return switch (kind) {
            case TEXT, WORD -> ParquetFile.Type.TEXT;
            case TEXTS -> ParquetFile.Type.TEXTS;
            case INTEGER, DURATION -> ParquetFile.Type.INTEGER;
            case DECIMAL -> ParquetFile.Type.DECIMAL;
            case INSTANT -> ParquetFile.Type.INSTANT;
        };
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        if (file == null) {
            throw new IllegalStateException("a row before the columns");
        }
        List<@Nullable Object> row = new ArrayList<>(values.size());
        for (Object value : values) {
            row.add(value instanceof Duration duration ? (Object) duration.toMillis() : value);
        }
        file.row(row);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
