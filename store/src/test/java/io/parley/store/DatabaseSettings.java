// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Databases whose defaults are not PostgreSQL's. */
public final class DatabaseSettings {
    private static final List<String> ODD = List.of(
            "default_transaction_isolation = 'serializable'",
            "default_transaction_deferrable = on",
            "statement_timeout = '50s'",
            "lock_timeout = '40s'",
            "idle_in_transaction_session_timeout = '45s'",
            "transaction_timeout = '55s'",
            "standard_conforming_strings = off",
            "backslash_quote = off",
            "escape_string_warning = off",
            "search_path = odd, \"$user\"",
            "\"DateStyle\" = 'SQL, DMY'",
            "\"IntervalStyle\" = 'iso_8601'",
            "\"TimeZone\" = 'Pacific/Apia'",
            "bytea_output = 'escape'",
            "row_security = off",
            "quote_all_identifiers = on",
            "transform_null_equals = on",
            "array_nulls = off");

    private DatabaseSettings() {}

    /** The JDBC address of a new, empty one. */
    public static String make() throws SQLException {
        String database = PostgresServer.NEWEST.newDatabase();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema odd");
        }
        set(database, ODD);
        return database;
    }

    /** Sets defaults of a database. */
    public static void set(String database, List<String> settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute("alter database \"" + connection.getCatalog() + "\" set " + setting);
            }
        }
    }
}
