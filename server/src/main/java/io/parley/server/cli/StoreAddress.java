// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.StorePlace;
import java.nio.file.Path;

/** Addresses of stores, as people give them. */
final class StoreAddress {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String DUCKDB = "jdbc:duckdb:";

    private StoreAddress() {}

    /**
     * The address of a PostgreSQL database.
     *
     * @throws IllegalArgumentException with words for whoever gave it, and without the address, which may hold a password
     */
    static StorePlace.Database postgres(String address) {
        if (!address.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("the store's address has to begin with " + POSTGRES
                    + "//, and this one begins with " + beginning(address));
        }
        return new StorePlace.Database(address);
    }

    /** The address of a database, or an embedded store's folder, with or without {@code jdbc:duckdb:} before it. */
    static StorePlace any(String address) {
        if (address.startsWith(POSTGRES)) {
            return postgres(address);
        }
        String folder = address.startsWith(DUCKDB) ? address.substring(DUCKDB.length()) : address;
        if (folder.contains("://")) {
            throw new IllegalArgumentException("a store is a folder, or an address that begins with " + POSTGRES
                    + "//; this one begins with " + beginning(address));
        }
        return new StorePlace.Folder(Path.of(folder));
    }

    private static String beginning(String address) {
        int scheme = address.indexOf("//");
        return scheme < 0 ? "something else" : address.substring(0, scheme + 2);
    }
}
