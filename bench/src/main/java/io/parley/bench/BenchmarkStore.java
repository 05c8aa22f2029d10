// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import io.parley.core.log.LogRecord;
import io.parley.store.Store;
import io.parley.store.account.Project;
import io.parley.store.ingest.BulkLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that select the measured store: product, number of messages, random seed and folder. */
final class BenchmarkStore {
    private static final int PROJECTS = 3;

    @Option(
            names = "--messages",
            converter = Count.class,
            defaultValue = "10M",
            description = "How many, such as 500K or 10M. Default: 10M")
    private long messages;

    @Option(names = "--seed", defaultValue = "1", description = "What the messages are made out of. Default: 1")
    private long seed;

    @Option(
            names = "--data",
            description = "Folder for the stores, which are kept for the next run. Default: target/bench")
    private Path folder = Path.of("target", "bench");

    @Option(
            names = "--store",
            description = "JDBC URL of an empty PostgreSQL database to use instead of the embedded engine")
    private @Nullable String database;

    @Option(
            names = "--jar",
            description = "The packaged product. Default: server/target/app/parley.jar, which the launcher starts, too")
    private Path jar = Path.of("server", "target", "app", "parley.jar");

    @Option(
            names = "--store-memory",
            defaultValue = "",
            description =
                    "Limit of the embedded engine's memory, such as 1g. Default: what the product takes by itself")
    private String memory = "";

    /** Parser of counts: {@code 500K}, {@code 10M}, or a plain number. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String upper = text.toUpperCase(Locale.ROOT);
            long unit = upper.endsWith("M") ? 1_000_000 : upper.endsWith("K") ? 1_000 : 1;
            return unit * Long.parseLong(unit == 1 ? upper : upper.substring(0, upper.length() - 1));
        }
    }

    long messages() {
        return messages;
    }

    /** Returns the same options with another number of messages. */
    BenchmarkStore of(long other) {
        BenchmarkStore data = new BenchmarkStore();
        data.messages = other;
        data.seed = seed;
        data.folder = folder;
        data.jar = jar;
        data.database = database;
        data.memory = memory;
        return data;
    }

    /** Returns the data folder of the product; with PostgreSQL it contains only the credentials. */
    Path store() {
        return folder.resolve((database == null ? "" : "postgres-") + messages + "-" + seed)
                .toAbsolutePath();
    }

    /** Returns the engine's name for tables. */
    String engine() {
        return database == null ? "the embedded engine" : "PostgreSQL";
    }

    /** Returns the folder for a separate, empty store. */
    Path emptyStore() {
        return folder.resolve("empty-" + ProcessHandle.current().pid()).toAbsolutePath();
    }

    ServerProcess serve() {
        return serve(store(), 512);
    }

    ServerProcess serve(Path store, int heap) {
        return ServerProcess.serve(jar, store, database, new ServerProcess.Limits(heap, memory));
    }

    /** Starts the product on an empty store, filled with the given number of periods of demo conversations. */
    ServerProcess demo(Path store, int periods) {
        return ServerProcess.demo(jar, store, periods, new ServerProcess.Limits(512, memory));
    }

    /** Creates the store unless it exists. */
    BenchmarkStore made() {
        Path done = store().resolve("made");
        String how = "made out of seed " + seed + ", with statuses\n";
        if (isIn(done, how)) {
            return this;
        }
        delete(store());
        System.err.printf("making %,d messages in %s …%n", messages, store());
        long begun = System.nanoTime();
        long account;
        try (ServerProcess product = serve()) {
            account = product.accountId();
        }
        try (Store store = database == null
                ? Store.embedded(store(), Clock.systemUTC())
                : Store.postgres(database, Clock.systemUTC())) {
            List<Long> projects = Stream.concat(
                            store.accounts().projects(account).stream(),
                            Stream.iterate(2, i -> i + 1)
                                    .limit(PROJECTS - 1)
                                    .map(i -> store.accounts()
                                            .addProject(account, "bench-" + account + "-" + i, "Bench " + i)))
                    .map(Project::id)
                    .toList();
            SessionGenerator traffic = new SessionGenerator(seed, messages);
            try (BulkLoader fill = store.bulkLoader()) {
                for (long i = 0; i < traffic.sessions(); i++) {
                    long project = projects.get(traffic.project(PROJECTS));
                    List<LogRecord.Message> session = traffic.session();
                    fill.add(project, session);
                    SessionGenerator.statuses(session).forEach(status -> fill.add(project, status));
                }
            }
        }
        index();
        try {
            Files.writeString(done, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.err.printf("made in %,d s%n", (System.nanoTime() - begun) / 1_000_000_000);
        return this;
    }

    private static boolean isIn(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the indexes that a database administrator would add to Parley's own for these questions. */
    private void index() {
        if (database == null) {
            return;
        }
        try (Connection connection = bare();
                Statement sql = connection.createStatement()) {
            sql.execute("create index on message (nlp_state, session_key)");
            sql.execute("create index on message (session_key) where exception is not null");
            sql.execute("create index on message (time desc, question_id, message_key)");
            sql.execute("create index on session (start_time desc, session_id, session_key)");
            sql.execute("create index on session (client_key, start_time)");
            sql.execute("create index on client (last_visit desc, client_id, client_key)");
            sql.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot index the store", e);
        }
    }

    /** Opens a direct connection to the engine; the product must not run on an embedded store. */
    Connection bare() throws SQLException {
        if (database != null) {
            return DriverManager.getConnection(database);
        }
        return bare(store());
    }

    /** Opens a direct connection to an embedded store; no process may have it open. */
    static Connection bare(Path store) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file(store), new Properties());
    }

    private static Path file(Path store) {
        return store.resolve("parley.duckdb");
    }

    /** Returns the size of the store in bytes. */
    long bytes() {
        return bytes(store());
    }

    /** Returns the size of the packaged product in bytes: the jar, and its libraries where they are separate files. */
    long bytesOfProduct() throws IOException {
        Path libraries = jar.resolveSibling("lib");
        long bytes = Files.size(jar);
        if (Files.exists(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path file : files.toList()) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    static long bytes(Path store) {
        try {
            return Files.size(file(store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
