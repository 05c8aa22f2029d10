// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import io.parley.store.engine.duckdb.DuckDbEngine;
import io.parley.store.engine.postgres.PostgresEngine;
import java.nio.file.Path;
import java.time.Duration;

/** The factory of engines, by their address. */
public final class EngineFactory {
    private EngineFactory() {}

    /**
     * Opens the embedded engine, with its files in a folder.
     *
     * @param folder created when missing
     */
    public static Engine embedded(Path folder) {
        return DuckDbEngine.open(folder);
    }

    /**
     * Opens a PostgreSQL server at a JDBC address.
     *
     * @param patience how long to wait for a server that is not up yet
     */
    public static Engine postgres(String jdbcUrl, Duration patience) {
        return PostgresEngine.connect(jdbcUrl, patience);
    }
}
