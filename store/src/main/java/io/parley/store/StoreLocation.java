// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.store.engine.Engine;
import io.parley.store.engine.EngineFactory;
import java.nio.file.Path;
import java.time.Duration;

/** The location of a store. */
public sealed interface StoreLocation {

    /** An embedded store, with its files in a folder. */
    record Folder(Path path) implements StoreLocation {
        /** Returns the folder with the files of tasks, which an embedded store has beside the database. */
        Path files() {
            return path.resolve("reports");
        }

        @Override
        public Engine open() {
            return EngineFactory.embedded(path);
        }
    }

    /**
     * A PostgreSQL server at a JDBC address.
     *
     * @param patience how long to wait for a server that is not up yet
     */
    record Database(String jdbcUrl, Duration patience) implements StoreLocation {
        public Database(String jdbcUrl) {
            this(jdbcUrl, Duration.ZERO);
        }

        @Override
        public Engine open() {
            return EngineFactory.postgres(jdbcUrl, patience);
        }

        /** Without the address, which may contain a password. */
        @Override
        public String toString() {
            return "the database";
        }
    }

    /** Opens the engine at this location without checking its content. */
    Engine open();
}
