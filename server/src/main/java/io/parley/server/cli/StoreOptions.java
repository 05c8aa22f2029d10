// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds its store. */
final class StoreOptions {
    /** An address with a password in it is better kept out of the list of processes. */
    private static final String VARIABLE = "PARLEY_STORE";

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "Folder for the store and the reports. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data");

    @Option(
            names = "--store",
            paramLabel = "JDBC-URL",
            description =
                    "A PostgreSQL database instead of the embedded store: jdbc:postgresql://HOST/DATABASE?user=…&password=…;"
                            + " or the variable " + VARIABLE + ", which other users of the machine cannot see.")
    private @Nullable String shared;

    private @Nullable DataFolder folder;

    /** The data folder, taken for this process. */
    DataFolder folder() {
        if (folder == null) {
            folder = DataFolder.take(data);
        }
        return folder;
    }

    /**
     * The JDBC address of a shared store; null for the embedded one.
     *
     * @throws IllegalArgumentException when it is no address of a PostgreSQL database
     */
    @Nullable
    String shared() {
        String address = shared == null ? System.getenv(VARIABLE) : shared;
        return address == null || address.isBlank()
                ? null
                : StoreAddress.postgres(address).jdbcUrl();
    }

    /** Opens the store; an embedded one is taken for this process. */
    Store open() {
        String address = shared();
        return address == null
                ? Store.embedded(folder().path(), Clock.systemUTC())
                : Store.postgres(address, Clock.systemUTC());
    }
}
