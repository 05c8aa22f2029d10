// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.store.engine.Engine;
import io.parley.store.engine.Engines;
import java.nio.file.Path;

/** Where a store is kept. */
public sealed interface StorePlace {

    /** Embedded, its files in a folder. */
    record Folder(Path path) implements StorePlace {
        /** The files of tasks, which a store in one process leaves beside it. */
        Path files() {
            return path.resolve("reports");
        }

        @Override
        public Engine open() {
            return Engines.embedded(path);
        }
    }

    /** On a PostgreSQL server, at a JDBC address. */
    record Database(String jdbcUrl) implements StorePlace {
        @Override
        public Engine open() {
            return Engines.postgres(jdbcUrl);
        }

        /** Without the address, which may hold a password. */
        @Override
        public String toString() {
            return "the database";
        }
    }

    /** The engine there, without a look at what it holds. */
    Engine open();
}
