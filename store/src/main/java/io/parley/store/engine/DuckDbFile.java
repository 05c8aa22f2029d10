// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

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
 * DuckDB's file, open, and the connections to it, all of which are duplicates of one.
 *
 * <p>When DuckDB cannot fold its write-ahead log into the file, because the disk is full for instance, it answers nobody any more until its
 * file is opened anew. That is done here, as soon as everybody has given back the connections they had, and again and again until it works;
 * meanwhile nobody gets one, and the store {@link #isAway is away}. From then on commits no longer fold the log, or the next one would come to
 * the same end, and nobody could read either; it is folded here, now and then, when there is room.
 */
final class DuckDbFile {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbFile.class);

    /** The file inside the data folder. */
    private static final String NAME = "parley.duckdb";

    /** Written beside the file, and deleted, to see whether anything can be. */
    private static final String PROBE = "parley.probe";

    private static final int PROBE_BYTES = 64 * 1024;

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
    /** How long the log is left alone after it could not be folded. */
    private static final long CAUTION_NS = TimeUnit.SECONDS.toNanos(10);
    /**
     * The length of a log, in bytes, from which on it is folded. While it is, nobody can commit and others wait, too, for up to a second when
     * there are ten million messages, however long it is; one of this length takes a second to read when the server starts after a crash.
     */
    private static final long LONG_LOG = 256_000_000;
    /** Longer than a log can be. */
    private static final long NEVER = 1_000_000_000_000_000L;

    /** How DuckDB says that it has to be opened anew. */
    private static final List<String> USELESS =
            List.of("database has been invalidated", "Reopen the database instance");
    /** How it says that it could not write. */
    private static final List<String> UNWRITABLE = List.of("Could not write file", "No space left on device");

    private final Path path;
    private final long memory;
    private final PassedRows rows = new PassedRows();
    private final AtomicInteger lent = new AtomicInteger();
    private volatile DuckDBConnection root;
    /** Set while somebody has a connection; taken back when nobody has one, with a new root. */
    private volatile boolean useless;
    /** When the log is to be folded here, by {@link System#nanoTime}; 0 while commits do it. */
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
     * @param memory what the engine may take, in bytes
     */
    static DuckDbFile in(Path folder, long memory) {
        try {
            Files.createDirectories(folder);
            return new DuckDbFile(folder.resolve(NAME).toAbsolutePath(), memory);
        } catch (IOException | SQLException e) {
            throw new StoreFailure("cannot open the store in " + folder + ": " + e.getMessage(), e);
        }
    }

    private DuckDBConnection connected(boolean commitsFold) throws SQLException, IOException {
        DuckDBConnection connection = new WriteAheadLog(log()).mended(() -> connection(commitsFold));
        boolean isReady = false;
        try {
            rows.register(connection);
            try (Statement settings = connection.createStatement()) {
                // Whatever text reaches a query, it can read no file and load no extension.
                settings.execute("SET enable_external_access = false");
                settings.execute("SET lock_configuration = true");
            }
            isReady = true;
            return connection;
        } finally {
            if (!isReady) {
                // Or the next attempt would be given the same database.
                connection.close();
            }
        }
    }

    private DuckDBConnection connection(boolean commitsFold) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory + "B");
        // A worker leaves a long query for another after every hundred thousand rows, so that short ones do not wait
        // for long ones.
        properties.setProperty("scheduler_process_partial", "true");
        properties.setProperty("wal_autocheckpoint", (commitsFold ? LONG_LOG : NEVER) + "B");
        // Of pages, rows are found before their columns are read by the statements themselves: the engine would do so
        // in a way that is not
        // safe for long tables (see DuckDbEngine.find).
        properties.setProperty("late_materialization_max_rows", "0");
        // Results come as they are fetched, so that a report's rows are never all in memory. It is one setting for all
        // connections
        // of a database; for results that are read whole at once it makes no difference.
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + path, properties).unwrap(DuckDBConnection.class);
    }

    /** How rows get into its tables, over any of its connections. */
    PassedRows rows() {
        return rows;
    }

    /** The engine itself would learn it at the next commit, by which time somebody waits for it. */
    void requireWritable() {
        Path probe = path.resolveSibling(PROBE);
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
            // Another check may have been quicker.
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            throw new StoreFailure("nothing can be written beside " + path + ": " + e, e);
        }
    }

    private Path log() {
        return path.resolveSibling(NAME + ".wal");
    }

    /** Lends a connection, which is to be {@link #giveBack given back}. */
    Connection lend() {
        // First in the book, then a look: whoever opens the file anew looks the other way round.
        lent.incrementAndGet();
        boolean isLent = false;
        try {
            foldWhenDue();
            while (useless) {
                lent.decrementAndGet();
                try {
                    openAnew();
                } finally {
                    lent.incrementAndGet();
                }
            }
            Connection connection = root.duplicate();
            isLent = true;
            return connection;
        } catch (SQLException e) {
            failed(e);
            throw new StoreFailure("cannot open a connection: " + e.getMessage(), e);
        } finally {
            // Whatever was thrown: the file is opened anew only when nobody has a connection.
            if (!isLent) {
                lent.decrementAndGet();
            }
        }
    }

    /** How many connections are lent. */
    int lent() {
        return lent.get();
    }

    /** Takes a connection back. */
    void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreFailure("cannot close a connection: " + e.getMessage(), e);
        } finally {
            lent.decrementAndGet();
        }
    }

    /** Lends a connection that is given back when it is closed. */
    Connection lendUntilClosed() {
        Connection connection = lend();
        AtomicBoolean isBack = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                DuckDbFile.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        // Once, whether or not the driver has closed it by itself.
                        if (isBack.compareAndSet(false, true)) {
                            giveBack(connection);
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

    private void foldWhenDue() {
        long due = foldAt.get();
        long now = System.nanoTime();
        if (due == 0 || useless || now - due < 0 || !foldAt.compareAndSet(due, now + PAUSE_NS)) {
            return;
        }
        long log = size(log());
        if (log > LONG_LOG && path.toFile().getUsableSpace() > log) {
            try (Connection connection = root.duplicate();
                    Statement checkpoint = connection.createStatement()) {
                checkpoint.execute("CHECKPOINT");
            } catch (SQLException e) {
                // Others who write may hinder it: then next time.
                failed(e);
            }
        }
    }

    private synchronized void openAnew() {
        if (!useless) {
            return;
        }
        if (lent.get() > 0 || System.nanoTime() - triedAt < PAUSE_NS) {
            throw new Reopening("the store is being opened anew", null);
        }
        triedAt = System.nanoTime();
        try {
            // DuckDB gives the same useless database to whoever connects while somebody is connected.
            root.close();
            root = connected(false);
            foldAt.set(System.nanoTime() + CAUTION_NS);
            useless = false;
            LOG.warn("the store is open again");
        } catch (SQLException | IOException e) {
            LOG.error("the store cannot be opened anew yet: {}", e.getMessage());
            throw new Reopening("the store cannot be opened anew yet: " + e.getMessage(), e);
        }
    }

    private void failed(SQLException reason) {
        if (!useless && says(reason, USELESS)) {
            LOG.error("the store has failed and will be opened anew: {}", reason.getMessage());
            useless = true;
        }
    }

    /** Notices in whatever statement fails that the file has to be opened anew. */
    ExecuteListener watch() {
        return ExecuteListener.onException((ExecuteContext context) -> {
            SQLException reason = context.sqlException();
            if (reason != null) {
                failed(reason);
            }
        });
    }

    /** Whether something failed because the file could not be written, or is being opened anew. */
    static boolean isAway(Throwable failure) {
        return Stream.iterate(failure, reason -> reason != null, Throwable::getCause)
                .anyMatch(reason -> reason instanceof Reopening || says(reason, USELESS) || says(reason, UNWRITABLE));
    }

    private static boolean says(Throwable reason, List<String> words) {
        String message = String.valueOf(reason.getMessage());
        return words.stream().anyMatch(message::contains);
    }

    /** Its size with what was committed and is not in it yet, in bytes. */
    long bytes() {
        return size(path) + size(log());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException nothingYet) {
            return 0;
        } catch (IOException e) {
            throw new StoreFailure("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    synchronized void close() {
        try (DuckDBConnection last = root;
                Statement checkpoint = last.createStatement()) {
            // Folds the write-ahead log into the file, so that the next start need not replay it.
            checkpoint.execute("CHECKPOINT");
        } catch (SQLException e) {
            // Somebody who is still writing hinders it, or a full disk. All that was committed is in the write-ahead
            // log.
            LOG.error("the write-ahead log could not be folded into the store: {}", e.getMessage());
        }
    }

    /** The file is useless for a moment. */
    private static final class Reopening extends RuntimeException {
        Reopening(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
