// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Real PostgreSQL servers, one of each version for all tests of a run: the oldest supported one, and the newest. */
public enum PostgresServer {
    OLDEST,
    NEWEST;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final String TEMPLATE = "parley_template";

    private @Nullable EmbeddedPostgres running;
    private boolean hasTemplate;

    /** The build unpacks the binaries for the current machine: two versions cannot both be on the class path. */
    private static InputStream newest(String system, String architecture) throws IOException {
        InputStream archive = PostgresServer.class.getResourceAsStream("/postgres-newest/postgres.txz");
        if (archive == null) {
            throw new IOException("the build has unpacked no newest PostgreSQL for " + system + " on " + architecture);
        }
        return archive;
    }

    /** Returns the settings of a server for tests: fast, without durability. */
    public EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (this == NEWEST) {
            builder.setPgBinaryResolver(PostgresServer::newest);
        }
        return builder.setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                // Off, because it visits each database in turn, and a run creates hundreds of short-lived ones.
                .setServerConfig("autovacuum", "off")
                .setServerConfig("max_connections", "300");
    }

    private synchronized EmbeddedPostgres server() {
        if (running == null) {
            try {
                running = builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** Returns the JDBC address of a new, empty database. */
    public String newDatabase() {
        return create("");
    }

    /**
     * Returns the JDBC address of a new database with an empty store. It is migrated once for each server and then
     * copied.
     */
    public String newStore() {
        makeTemplate();
        return create(" template " + TEMPLATE);
    }

    private synchronized void makeTemplate() {
        if (!hasTemplate) {
            execute("create database " + TEMPLATE);
            TestEngine.make(new StoreLocation.Database(address(TEMPLATE)));
            hasTemplate = true;
        }
    }

    private String create(String source) {
        String name = "parley_" + DATABASES.incrementAndGet();
        execute("create database " + name + source);
        return address(name);
    }

    private String address(String database) {
        return server().getJdbcUrl("postgres", database);
    }

    private void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server; no open store may use it. */
    public synchronized void stop() {
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
