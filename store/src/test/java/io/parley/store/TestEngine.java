package io.parley.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The engines that every test of the store runs on, each a real one. */
public enum TestEngine {
    DUCKDB {
        @Override
        public Store open(Clock clock) {
            try {
                return Store.embedded(Files.createTempDirectory("parley-store"), clock);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRES {
        @Override
        public Store open(Clock clock) {
            return Store.postgres(PostgresServer.newDatabase(), clock);
        }

        @Override
        public List<Store> nodes(Clock clock) {
            String database = PostgresServer.newDatabase();
            return List.of(Store.postgres(database, clock), Store.postgres(database, clock));
        }
    };

    /** A new, empty store. */
    public abstract Store open(Clock clock);

    /** As many nodes on one new, empty store as the engine allows: two, or one where one process owns the files. */
    public List<Store> nodes(Clock clock) {
        return List.of(open(clock));
    }

    public Store open() {
        return open(Clock.systemUTC());
    }

    /** A folder for a test's embedded store that is to be closed and opened again. */
    public static Path folder() {
        try {
            return Files.createTempDirectory("parley-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One server for all tests of a run; it ends with the process. */
    private static final class PostgresServer {
        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String newDatabase() {
            String name = "parley_" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return SERVER.getJdbcUrl("postgres", name);
        }
    }
}
