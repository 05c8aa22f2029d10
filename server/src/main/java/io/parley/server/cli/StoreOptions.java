// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the location of a command's store. */
final class StoreOptions {
    /** Environment variable for an address with a password, which would be visible in the process list as an option. */
    private static final String VARIABLE = "PARLEY_STORE";

    @Option(
            names = "--data",
            defaultValue = "${env:PARLEY_DATA:-data}",
            description = "Folder for the store and the reports. Default: the variable PARLEY_DATA, or data")
    private Path data = Path.of("data");

    @Option(
            names = "--store",
            paramLabel = "JDBC-URL",
            description =
                    "A PostgreSQL database instead of the embedded store: jdbc:postgresql://HOST/DATABASE?user=…&password=…;"
                            + " or the variable " + VARIABLE + ", which other users of the machine cannot see.")
    private @Nullable String shared;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for a database that is not up yet. Default: ${DEFAULT-VALUE}")
    private int patience;

    private @Nullable DataFolderLock folder;

    /** Locks the data folder for this process. */
    DataFolderLock folder() {
        if (folder == null) {
            folder = DataFolderLock.take(data);
        }
        return folder;
    }

    /**
     * Returns the JDBC address of a shared store; null for an embedded one.
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

    /** Releases the data folder before the process ends. */
    void release() {
        if (folder != null) {
            folder.release();
            folder = null;
        }
    }

    /** Returns the data folder, which may be in use by a server. */
    Path data() {
        return data;
    }

    /** Opens the store; locks the folder of an embedded one for this process. */
    Store open() {
        String address = shared();
        return address == null
                ? Store.embedded(folder().path(), Clock.systemUTC())
                : Store.postgres(address, Duration.ofSeconds(patience), Clock.systemUTC());
    }
}
