package io.parley.server.cli;

/** Addresses of stores, as people give them. */
final class StoreAddress {
    static final String POSTGRES = "jdbc:postgresql:";

    private StoreAddress() {}

    /**
     * Checks the address of a PostgreSQL database.
     *
     * @throws IllegalArgumentException with words for whoever gave it, and without the address, which may hold a password
     */
    static String postgres(String address) {
        if (!address.startsWith(POSTGRES)) {
            int scheme = address.indexOf("//");
            throw new IllegalArgumentException("the store's address has to begin with " + POSTGRES + "//, and this one begins with "
                    + (scheme < 0 ? "something else" : address.substring(0, scheme + 2)));
        }
        return address;
    }
}
