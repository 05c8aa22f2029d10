// SPDX-License-Identifier: Apache-2.0
package io.parley.store.parquet;

import io.parley.core.log.TextNormalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that is written row by row. The rows go into a table of a temporary DuckDB database beside the file,
 * so that only a few are in memory, and the store's engine is not affected.
 */
public final class ParquetFile implements AutoCloseable {
    private static final String ROWS = "report";

    /**
     * Memory limit of each file, in MB, in addition to the memory of the store's engine. Callers must limit the number
     * of files that are written at the same time.
     */
    private static final int MEMORY_MB = 256;

    private final Path file;
    private final Path database;
    private final List<Column> columns;
    private final DuckDBConnection connection;
    private final DuckDBAppender appender;

    /** Name and type of a column. */
    public record Column(String name, Type type) {}

    /** The type of a column's values. */
    public enum Type {
        /** {@link String}. */
        TEXT,
        /** {@link List} of {@link String}. */
        TEXTS,
        /** {@link Long} or {@link Integer}. */
        INTEGER,
        /** {@link Double}. */
        DECIMAL,
        /** {@link Instant}, to the microsecond. */
        INSTANT
    }

    /** @param file path of the file, which is complete after {@link #close} */
    public ParquetFile(Path file, List<Column> columns) throws IOException {
        this.file = file;
        this.database = file.resolveSibling(file.getFileName() + ".rows");
        this.columns = List.copyOf(columns);
        // A server that crashed while it wrote may have left one.
        deleteDatabase();
        String table = IntStream.range(0, columns.size())
                .mapToObj(
                        column -> name(column) + " " + type(columns.get(column).type()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + ROWS + " (", ")"));
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:" + database.toAbsolutePath())
                    .unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw failed(e);
        }
        try {
            execute("SET memory_limit = '" + MEMORY_MB + "MB'", "SET threads = 1", table);
            appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, ROWS);
        } catch (SQLException e) {
            abandon(e);
            throw failed(e);
        } catch (RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
    }

    /** Closes the database after an error; its memory is not on the heap. */
    private void abandon(Throwable reason) {
        try (connection) {
            // Closed in any case.
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        try {
            deleteDatabase();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static String name(int column) {
        return "c" + column;
    }

    private static String type(Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case TEXTS -> "VARCHAR[]";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case INSTANT -> "TIMESTAMP";
        };
    }

    /** Adds a row: objects of the columns' types, null for no value. */
    public void row(List<@Nullable Object> values) throws IOException {
        try {
            appender.beginRow();
            for (Object value : values) {
                append(appender, value);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> row.appendNull();
            case Long number -> row.append(number.longValue());
            case Integer number -> row.append(number.longValue());
            case Double number -> row.append(number.doubleValue());
            case Instant time -> row.append(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case String text -> row.append(TextNormalizer.storable(text));
            case List<?> texts ->
                row.append(texts.stream()
                        .map(text -> TextNormalizer.storable(text.toString()))
                        .toList());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** Completes the file. */
    @Override
    public void close() throws IOException {
        try (connection) {
            appender.close();
            execute("COPY (SELECT " + selected() + " FROM " + ROWS + ") TO '"
                    + file.toAbsolutePath().toString().replace("'", "''")
                    + "' (FORMAT parquet, COMPRESSION snappy)");
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            deleteDatabase();
        }
    }

    /**
     * The columns with unique names. Some readers of Parquet accept only one of several names that differ by case, so
     * later ones get a number.
     */
    private String selected() {
        Set<String> taken = new HashSet<>();
        return IntStream.range(0, columns.size())
                .mapToObj(column -> {
                    Column wanted = columns.get(column);
                    String free = wanted.name();
                    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                        free = wanted.name() + "_" + number;
                    }
                    // An instant rather than a local time: the time zone in the type makes readers of the file treat it
                    // as one.
                    String value = wanted.type() == Type.INSTANT
                            ? "make_timestamptz(epoch_us(" + name(column) + "))"
                            : name(column);
                    return value + " AS \"" + free.replace("\"", "\"\"") + "\"";
                })
                .collect(Collectors.joining(", "));
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void deleteDatabase() throws IOException {
        Files.deleteIfExists(database);
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + ".wal"));
    }

    private static IOException failed(SQLException e) {
        return new IOException("cannot write Parquet: " + e.getMessage(), e);
    }
}
