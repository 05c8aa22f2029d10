// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.LongRun;
import io.parley.core.log.Keys;
import io.parley.core.log.TestKeys;
import io.parley.store.engine.postgres.CitusStatementGuard;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The engines of the store's tests, each a real one; {@link #chosen} returns those of this run. */
public enum TestEngine {
    DUCKDB {
        @Override
        public Store open(Clock clock) {
            return Store.embedded(TestFolders.newStore(), clock);
        }

        @Override
        public List<Store> nodes(Clock clock) {
            return List.of(open(clock));
        }

        @Override
        String newDatabase() {
            throw new UnsupportedOperationException("the embedded engine has files");
        }
    },
    /** With the statements for one server, like the PostgreSQL of the tests over HTTP. */
    POSTGRES {
        @Override
        String newDatabase() {
            return PostgresServer.OLDEST.newDatabase();
        }

        @Override
        String newStore() {
            return PostgresServer.OLDEST.newStore();
        }
    },
    /** With the statements for a cluster; fails on those that a cluster would refuse. */
    NEWEST_POSTGRES {
        @Override
        String newDatabase() {
            return PostgresServer.NEWEST.newDatabase();
        }

        @Override
        String newStore() {
            return PostgresServer.NEWEST.newStore();
        }
    },
    /** Only where the environment names a cluster. */
    CITUS {
        @Override
        String newDatabase() {
            return CitusCluster.newDatabase();
        }

        @Override
        String newStore() {
            String database = newDatabase();
            make(new StoreLocation.Database(database));
            return database;
        }
    };

    static {
        // One after the other: a server needs time to drop the many databases of a run.
        for (PostgresServer server : PostgresServer.values()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(CitusCluster::dropDatabases));
    }

    /** Names of the engines to run on, separated by commas, instead of those of the short or the long run. */
    private static final String CHOICE = "parley.test.engines";

    private static final List<TestEngine> CHOSEN = choose();

    /**
     * Returns the engines of this run: the embedded one and the newest PostgreSQL; in the long run also the oldest
     * PostgreSQL, and a cluster if there is one.
     */
    public static List<TestEngine> chosen() {
        return CHOSEN;
    }

    private static List<TestEngine> choose() {
        String names = System.getProperty(CHOICE, "");
        if (!names.isBlank()) {
            return Arrays.stream(names.split(",", -1))
                    .map(name -> valueOf(name.strip()))
                    .toList();
        }
        List<TestEngine> engines = new ArrayList<>(List.of(DUCKDB, NEWEST_POSTGRES));
        if (LongRun.ON) {
            engines.add(POSTGRES);
        }
        if (System.getenv(CitusCluster.VARIABLE) != null) {
            engines.add(CITUS);
        }
        return List.copyOf(engines);
    }

    /** Returns the JDBC address of a new, empty database. */
    abstract String newDatabase();

    /** The JDBC address of a new database that holds an empty store. */
    String newStore() {
        return newDatabase();
    }

    /** Makes an empty store, with the keys of all stores under test. */
    static void make(StoreLocation place) {
        Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys).close();
    }

    /** A new, empty store with other keys than its own. */
    Store openWith(UnaryOperator<Keys> keys, Clock clock) {
        StoreLocation place = this == DUCKDB
                ? new StoreLocation.Folder(TestFolders.newStore())
                : new StoreLocation.Database(newStore());
        Store store = Store.open(place, clock, TestKeys::secret, keys);
        return this == DUCKDB ? store : watched(store);
    }

    /** Where there is nothing yet. */
    StoreLocation newPlace() {
        return this == DUCKDB ? new StoreLocation.Folder(folder()) : new StoreLocation.Database(newDatabase());
    }

    /** Opens a new, empty store with the same clock in the database. */
    public Store open(Clock clock) {
        return open(newStore(), clock);
    }

    /** Opens several nodes on one new, empty store: two, or one for an embedded engine. */
    public List<Store> nodes(Clock clock) {
        String database = newStore();
        return List.of(open(database, clock), open(database, clock));
    }

    /**
     * Opens nodes on one new, empty store of a shared engine, each with its own clock; the database has another one.
     */
    public List<Store> nodesWithClocks(Clock... clocks) {
        String database = newStore();
        return Arrays.stream(clocks)
                .map(clock -> watched(Store.postgres(database, clock)))
                .toList();
    }

    private Store open(String database, Clock clock) {
        return watched(Store.postgres(database, clock, sql -> clock.instant()));
    }

    private Store watched(Store store) {
        if (this != POSTGRES) {
            CitusStatementGuard.watch(store.engine());
        }
        return store;
    }

    public Store open() {
        return open(Clock.systemUTC());
    }

    /** Returns a folder for a test's embedded store that is closed and opened again. */
    public static Path folder() {
        return TestFolders.newFolder();
    }
}
