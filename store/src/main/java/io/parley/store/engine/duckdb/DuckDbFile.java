// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import io.parley.store.IoProblem;
import io.parley.store.engine.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's open file, and the connections to it, all of which are duplicates of one root connection.
 *
 * <p>When DuckDB cannot checkpoint its write-ahead log, for example because the disk is full, it refuses all statements
 * until its file is reopened. This class reopens it as soon as all connections are released, and retries until it
 * succeeds. Until then it opens no connections, and the store {@link #isUnavailable is unavailable}. After a reopening,
 * commits trigger no checkpoints, because the next one would fail in the same way and prevent reads, too. Instead, this
 * class runs a checkpoint from time to time, when there is free space.
 */
final class DuckDbFile {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbFile.class);

    /** The file inside the data folder. */
    private static final String NAME = "parley.duckdb";

    /** A file beside the store that is written and deleted to check that the disk is writable. */
    private static final String PROBE = "parley.probe";

    private static final int PROBE_BYTES = 64 * 1024;

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
    /** Time without a checkpoint after one has failed. */
    private static final long CAUTION_NS = TimeUnit.SECONDS.toNanos(10);
    /**
     * The length of a log, in bytes, that triggers a checkpoint. A checkpoint blocks commits and other statements for
     * up to a second with ten million messages, independent of the length of the log. Replaying a log of this length
     * after a crash takes a second.
     */
    private static final long LONG_LOG = 256_000_000;
    /** Longer than any log. */
    private static final long NEVER = 1_000_000_000_000_000L;

    /** Parts of DuckDB's error messages that require a reopening of the file. */
    private static final List<String> USELESS =
            List.of("database has been invalidated", "Reopen the database instance");
    /** Parts of its error messages about failed writes. */
    private static final List<String> UNWRITABLE = List.of("Could not write file", "No space left on device");

    private final Path path;
    private final long memory;
    private final RowsTableFunction rows = new RowsTableFunction();
    private final AtomicInteger leased = new AtomicInteger();
    private volatile DuckDBConnection root;
    /** Set while connections may be open; cleared when there are none, with a new root connection. */
    private volatile boolean needsReopening;
    /** When this class runs the next checkpoint, by {@link System#nanoTime}; 0 while commits trigger checkpoints. */
    private final AtomicLong foldAt = new AtomicLong();
    /** Guarded by this. */
    private long triedAt;

    private DuckDbFile(Path path, long memory) throws SQLException, IOException {
        this.path = path;
        this.memory = memory;
        this.root = connected(true);
    }

    /**
     * Opens the file in a folder.
     *
     * @param folder created when missing
     * @param memory memory limit of the engine, in bytes
     */
    static DuckDbFile in(Path folder, long memory) {
        NativeLibrary.load();
        try {
            Files.createDirectories(folder);
            return new DuckDbFile(folder.resolve(NAME).toAbsolutePath(), memory);
        } catch (IOException | SQLException e) {
            throw new StoreException("cannot open the store in " + folder + ": " + IoProblem.in(e), e);
        }
    }

    private DuckDBConnection connected(boolean commitsFold) throws SQLException, IOException {
        DuckDBConnection connection = new WriteAheadLog(log()).mended(() -> connection(commitsFold));
        boolean isReady = false;
        try {
            rows.register(connection);
            try (Statement settings = connection.createStatement()) {
                // Defence in depth: even with an SQL injection, a query can read no file and load no extension.
                settings.execute("SET enable_external_access = false");
                settings.execute("SET lock_configuration = true");
            }
            isReady = true;
            return connection;
        } finally {
            if (!isReady) {
                // Otherwise the next attempt would get the same database.
                connection.close();
            }
        }
    }

    private DuckDBConnection connection(boolean commitsFold) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory + "B");
        // A worker thread interrupts a long query after every hundred thousand rows, so that short queries do not wait
        // for long ones.
        properties.setProperty("scheduler_process_partial", "true");
        properties.setProperty("wal_autocheckpoint", (commitsFold ? LONG_LOG : NEVER) + "B");
        // Late materialisation is off: for pages, the statements select row ids before they read columns. DuckDB's own
        // late materialisation is not safe for long tables (see DuckDbEngine.find).
        properties.setProperty("late_materialization_max_rows", "0");
        // Results are streamed, so that a report's rows are never all in memory. The setting applies to all connections
        // of a database; it makes no difference for results that are read whole at once.
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + path, properties).unwrap(DuckDBConnection.class);
    }

    /** Returns the bulk insert into the tables of this file, over any of its connections. */
    RowsTableFunction rows() {
        return rows;
    }

    /** Writes a file as a check, because DuckDB itself would notice a full disk only at the next commit. */
    void requireWritable() {
        Path probe = path.resolveSibling(PROBE);
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
            // A concurrent check may have deleted it.
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            throw new StoreException("nothing can be written beside " + path + ": " + e, e);
        }
    }

    private Path log() {
        return path.resolveSibling(NAME + ".wal");
    }

    /** Opens a connection, which the caller must {@link #release release}. */
    Connection lease() {
        // Increments lent before it reads useless; openAnew reads them in the opposite order.
        leased.incrementAndGet();
        boolean isLeased = false;
        try {
            checkpointWhenDue();
            while (needsReopening) {
                leased.decrementAndGet();
                try {
                    reopen();
                } finally {
                    leased.incrementAndGet();
                }
            }
            Connection connection = root.duplicate();
            isLeased = true;
            return connection;
        } catch (SQLException e) {
            failed(e);
            throw new StoreException("cannot open a connection: " + e.getMessage(), e);
        } finally {
            // After any exception, too: the file is reopened only when no connection is open.
            if (!isLeased) {
                leased.decrementAndGet();
            }
        }
    }

    /** Returns the number of open connections. */
    int leased() {
        return leased.get();
    }

    /** Releases a connection. */
    void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close a connection: " + e.getMessage(), e);
        } finally {
            leased.decrementAndGet();
        }
    }

    /** Opens a connection that is released when it is closed. */
    Connection leaseUntilClosed() {
        Connection connection = lease();
        AtomicBoolean isBack = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                DuckDbFile.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        // Only once, even if the driver has closed the connection already.
                        if (isBack.compareAndSet(false, true)) {
                            release(connection);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }

    private void checkpointWhenDue() {
        long due = foldAt.get();
        long now = System.nanoTime();
        if (due == 0 || needsReopening || now - due < 0 || !foldAt.compareAndSet(due, now + PAUSE_NS)) {
            return;
        }
        long log = size(log());
        if (log > LONG_LOG && path.toFile().getUsableSpace() > log) {
            try (Connection connection = root.duplicate();
                    Statement checkpoint = connection.createStatement()) {
                checkpoint.execute("CHECKPOINT");
            } catch (SQLException e) {
                // Concurrent writes may prevent it: the next call tries again.
                failed(e);
            }
        }
    }

    private synchronized void reopen() {
        if (!needsReopening) {
            return;
        }
        if (leased.get() > 0 || System.nanoTime() - triedAt < PAUSE_NS) {
            throw new Reopening("the store is being opened anew", null);
        }
        triedAt = System.nanoTime();
        try {
            // DuckDB returns the same failed database to each new connection as long as one is open.
            root.close();
            root = connected(false);
            foldAt.set(System.nanoTime() + CAUTION_NS);
            needsReopening = false;
            LOG.warn("the store is open again");
        } catch (SQLException | IOException e) {
            LOG.error("the store cannot be opened anew yet: {}", e.getMessage());
            throw new Reopening("the store cannot be opened anew yet: " + e.getMessage(), e);
        }
    }

    private void failed(SQLException reason) {
        if (!needsReopening && says(reason, USELESS)) {
            LOG.error("the store has failed and will be opened anew: {}", reason.getMessage());
            needsReopening = true;
        }
    }

    /** Returns a listener that detects in any failed statement that the file must be reopened. */
    ExecuteListener watch() {
        return ExecuteListener.onException((ExecuteContext context) -> {
            SQLException reason = context.sqlException();
            if (reason != null) {
                failed(reason);
            }
        });
    }

    /** Returns whether the cause of a failure is that the file could not be written, or is being reopened. */
    static boolean isUnavailable(Throwable failure) {
        return Stream.iterate(failure, reason -> reason != null, Throwable::getCause)
                .anyMatch(reason -> reason instanceof Reopening || says(reason, USELESS) || says(reason, UNWRITABLE));
    }

    private static boolean says(Throwable reason, List<String> words) {
        String message = String.valueOf(reason.getMessage());
        return words.stream().anyMatch(message::contains);
    }

    /** Returns the size of the file and the write-ahead log, in bytes. */
    long bytes() {
        return size(path) + size(log());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException nothingYet) {
            return 0;
        } catch (IOException e) {
            throw new StoreException("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    synchronized void close() {
        try (DuckDBConnection last = root;
                Statement checkpoint = last.createStatement()) {
            // Checkpoints the write-ahead log, so that the next start need not replay it.
            checkpoint.execute("CHECKPOINT");
        } catch (SQLException e) {
            // Caused by a running write, or by a full disk. All commits are in the write-ahead log.
            LOG.error("the write-ahead log could not be folded into the store: {}", e.getMessage());
        }
    }

    /** The file is being reopened and temporarily unavailable. */
    private static final class Reopening extends RuntimeException {
        Reopening(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
