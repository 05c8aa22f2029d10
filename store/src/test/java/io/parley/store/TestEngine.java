// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

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

        @Override
        public List<Store> nodes(Clock clock) {
            return List.of(open(clock));
        }

        @Override
        String newDatabase() {
            throw new UnsupportedOperationException("the embedded engine has files");
        }
    },
    POSTGRES {
        @Override
        String newDatabase() {
            return PostgresServer.OLDEST.newDatabase();
        }
    },
    NEWEST_POSTGRES {
        @Override
        String newDatabase() {
            return PostgresServer.NEWEST.newDatabase();
        }
    },
    /** Where the environment names a cluster, and skipped elsewhere. */
    CITUS {
        @Override
        String newDatabase() {
            return CitusCluster.newDatabase();
        }
    };

    static {
        // Each by itself: a server takes its time to remove the many databases of a run.
        for (PostgresServer server : PostgresServer.values()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        }
    }

    /** A new, empty database's JDBC address. */
    abstract String newDatabase();

    /** A new, empty store. */
    public Store open(Clock clock) {
        return Store.postgres(newDatabase(), clock);
    }

    /** As many nodes on one new, empty store as the engine allows: two, or one where one process owns the files. */
    public List<Store> nodes(Clock clock) {
        String database = newDatabase();
        return List.of(Store.postgres(database, clock), Store.postgres(database, clock));
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
}
