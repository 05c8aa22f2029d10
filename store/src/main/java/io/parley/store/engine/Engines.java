// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.nio.file.Path;

/** Chooses the engine by its address. */
public final class Engines {
    private Engines() {}

    /**
     * The embedded engine, its files in a folder.
     *
     * @param folder created when missing
     */
    public static Engine embedded(Path folder) {
        return DuckDbEngine.open(folder);
    }

    /** A PostgreSQL server at a JDBC address. */
    public static Engine postgres(String jdbcUrl) {
        return PostgresEngine.connect(jdbcUrl);
    }
}
