// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.StoreLocation;
import java.nio.file.Path;

/** Parser of store addresses from the command line. */
final class StoreAddress {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String DUCKDB = "jdbc:duckdb:";

    private StoreAddress() {}

    /**
     * Parses the address of a PostgreSQL database.
     *
     * @throws IllegalArgumentException with a message for the operator that omits the address, because it may contain
     *     a password
     */
    static StoreLocation.Database postgres(String address) {
        if (!address.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("the store's address has to begin with " + POSTGRES
                    + "//, and this one begins with " + beginning(address));
        }
        return new StoreLocation.Database(address);
    }

    /**
     * Parses the address of a database, or the folder of an embedded store with or without the prefix
     * {@code jdbc:duckdb:}.
     */
    static StoreLocation any(String address) {
        if (address.startsWith(POSTGRES)) {
            return postgres(address);
        }
        String folder = address.startsWith(DUCKDB) ? address.substring(DUCKDB.length()) : address;
        if (folder.contains("://")) {
            throw new IllegalArgumentException("a store is a folder, or an address that begins with " + POSTGRES
                    + "//; this one begins with " + beginning(address));
        }
        return new StoreLocation.Folder(Path.of(folder));
    }

    private static String beginning(String address) {
        int scheme = address.indexOf("//");
        return scheme < 0 ? "something else" : address.substring(0, scheme + 2);
    }
}
