// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.store.engine.Engine;
import io.parley.store.engine.EngineFactory;
import java.nio.file.Path;

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

    /** A PostgreSQL server at a JDBC address. */
    record Database(String jdbcUrl) implements StoreLocation {
        @Override
        public Engine open() {
            return EngineFactory.postgres(jdbcUrl);
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
