// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.LongRun;
import io.parley.core.log.Keys;
import io.parley.core.log.TestKeys;
import io.parley.store.engine.WatchedStatements;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The engines that tests of the store run on, each a real one; {@link #chosen} says on which of them this time. */
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
    /** Sent what one server is sent, as is the PostgreSQL of the tests over HTTP. */
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
    /** Sent what a cluster is sent, and nothing that a cluster would refuse. */
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
    /** Where the environment names a cluster. */
    CITUS {
        @Override
        String newDatabase() {
            return CitusCluster.newDatabase();
        }

        @Override
        String newStore() {
            String database = newDatabase();
            make(new StorePlace.Database(database));
            return database;
        }
    };

    static {
        // Each by itself: a server takes its time to remove the many databases of a run.
        for (PostgresServer server : PostgresServer.values()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(CitusCluster::dropDatabases));
    }

    /** Names of the engines to run on, separated by commas, instead of those of the short or the long run. */
    private static final String CHOICE = "parley.test.engines";

    private static final List<TestEngine> CHOSEN = choose();

    /**
     * The engines of this run: the embedded one and the newest PostgreSQL, in the long run the oldest PostgreSQL, too, and a cluster if there is
     * one.
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

    /** A new, empty database's JDBC address. */
    abstract String newDatabase();

    /** The JDBC address of a new database that holds an empty store. */
    String newStore() {
        return newDatabase();
    }

    /** Makes an empty store, with the keys of all stores under test. */
    static void make(StorePlace place) {
        Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys).close();
    }

    /** A new, empty store with other keys than its own. */
    Store openWith(UnaryOperator<Keys> keys, Clock clock) {
        StorePlace place =
                this == DUCKDB ? new StorePlace.Folder(TestFolders.newStore()) : new StorePlace.Database(newStore());
        Store store = Store.open(place, clock, TestKeys::secret, keys);
        return this == DUCKDB ? store : watched(store);
    }

    /** Where there is nothing yet. */
    StorePlace newPlace() {
        return this == DUCKDB ? new StorePlace.Folder(folder()) : new StorePlace.Database(newDatabase());
    }

    /** A new, empty store, whose database has the same clock. */
    public Store open(Clock clock) {
        return open(newStore(), clock);
    }

    /** As many nodes on one new, empty store as the engine allows: two, or one where one process owns the files. */
    public List<Store> nodes(Clock clock) {
        String database = newStore();
        return List.of(open(database, clock), open(database, clock));
    }

    /** Nodes on one new, empty store of an engine that nodes share, each with a clock of its own; the database has its own, too. */
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
            WatchedStatements.watch(store.engine());
        }
        return store;
    }

    public Store open() {
        return open(Clock.systemUTC());
    }

    /** A folder for a test's embedded store that is to be closed and opened again. */
    public static Path folder() {
        return TestFolders.newFolder();
    }
}
