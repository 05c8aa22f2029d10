package io.parley.server.report;

import io.parley.core.log.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
 * Writes Parquet, by way of a table of a database of its own beside the file. Numbers are numbers and times are times of UTC; durations are
 * milliseconds.
 */
final class ParquetWriter implements RowWriter {
    private static final String ROWS = "report";

    private final Path file;
    private final Path database;
    private List<Heading> columns = List.of();
    private @Nullable DuckDBConnection connection;
    private @Nullable DuckDBAppender appender;

    /** @param file where the file is to be once this is closed */
    ParquetWriter(Path file) {
        this.file = file;
        this.database = file.resolveSibling(file.getFileName() + ".rows");
    }

    @Override
    public void columns(List<Heading> columns) throws IOException {
        this.columns = columns;
        // A server that went down in the middle may have left one.
        deleteDatabase();
        String table = IntStream.range(0, columns.size())
                .mapToObj(column -> name(column) + " " + type(columns.get(column).kind()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + ROWS + " (", ")"));
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:" + database.toAbsolutePath())
                    .unwrap(DuckDBConnection.class);
            execute("SET memory_limit = '256MB'", "SET threads = 1", table);
            appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, ROWS);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static String name(int column) {
        return "c" + column;
    }

    private static String type(ReportColumn.Kind kind) {
        return switch (kind) {
            case TEXT, WORD -> "VARCHAR";
            case INTEGER, DURATION -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case INSTANT -> "TIMESTAMP";
        };
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        DuckDBAppender rows = appender;
        if (rows == null) {
            throw new IllegalStateException("a row before the columns");
        }
        try {
            rows.beginRow();
            for (Object value : values) {
                append(rows, value);
            }
            rows.endRow();
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
            case Duration duration -> row.append(duration.toMillis());
            case Instant time -> row.append(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            default -> row.append(Texts.storable(value.toString()));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (appender != null) {
                appender.close();
                execute("COPY (SELECT " + selected() + " FROM " + ROWS + ") TO '"
                        + file.toAbsolutePath().toString().replace("'", "''")
                        + "' (FORMAT parquet, COMPRESSION zstd)");
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException e) {
                throw failed(e);
            } finally {
                deleteDatabase();
            }
        }
    }

    /** The columns under their names; of names that differ by case alone, readers of Parquet may take only one, so later ones get a number. */
    private String selected() {
        Set<String> taken = new HashSet<>();
        return IntStream.range(0, columns.size())
                .mapToObj(column -> {
                    Heading heading = columns.get(column);
                    String free = heading.key();
                    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                        free = heading.key() + "_" + number;
                    }
                    // A moment, not a time of some clock's: the zone says so to whoever reads the file.
                    String value = heading.kind() == ReportColumn.Kind.INSTANT
                            ? "make_timestamptz(epoch_us(" + name(column) + "))"
                            : name(column);
                    return value + " AS \"" + free.replace("\"", "\"\"") + "\"";
                })
                .collect(Collectors.joining(", "));
    }

    private void execute(String... statements) throws SQLException {
        DuckDBConnection open = connection;
        if (open == null) {
            throw new IllegalStateException("the database is not open");
        }
        try (Statement statement = open.createStatement()) {
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
