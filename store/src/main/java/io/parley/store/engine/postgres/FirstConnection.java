// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import io.parley.store.engine.StoreException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first connection to a database. It waits for a database that is not up yet, as is usual when both are started
 * together, and explains to the operator why a database cannot be used.
 */
final class FirstConnection {
    private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);

    private static final long PAUSE_MS = 500;
    private static final long SAY_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    /** A per cent sign that begins no encoded character. */
    private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** SQL state of a database that does not exist. */
    private static final String NO_DATABASE = "3D000";
    /** Prefix of the SQL states of a refused log-in. */
    private static final String LOG_IN = "28";

    private FirstConnection() {}

    /**
     * Returns when the database answers.
     *
     * @param patience how long to wait for a database that is not up yet; zero for a single attempt
     * @throws StoreException with a message for the operator, which contains no password
     */
    static void await(String jdbcUrl, Duration patience) {
        @Nullable Properties address = Driver.parseURL(jdbcUrl, null);
        if (address == null) {
            throw new StoreException("the address of the database cannot be read"
                    + (BARE_PERCENT.matcher(jdbcUrl).find()
                            ? ": a % in it, for example in the password, must be written as %25"
                            : "; expected jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…, in which the characters"
                                    + " & % + # of a password are written as %26 %25 %2B %23"));
        }
        String place = PGProperty.PG_HOST.getOrDefault(address) + ":" + PGProperty.PG_PORT.getOrDefault(address);
        long begun = System.nanoTime();
        long said = begun - SAY_EVERY_NS;
        while (true) {
            try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
                requireUtf8(connection);
                return;
            } catch (SQLException e) {
                long now = System.nanoTime();
                String reason = reason(e, place);
                if (!PostgresEngine.isUnavailable(e.getSQLState()) || now - begun >= patience.toNanos()) {
                    throw new StoreException(reason);
                }
                if (now - said >= SAY_EVERY_NS) {
                    said = now;
                    LOG.warn("waiting for the database, {} s at most (--wait): {}", patience.toSeconds(), reason);
                }
                pause(reason);
            }
        }
    }

    private static void pause(String reason) {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(reason, e);
        }
    }

    /** Other encodings lack letters, so that messages of clients would be refused one day. */
    private static void requireUtf8(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("show server_encoding")) {
            answer.next();
            String encoding = answer.getString(1);
            if (!"UTF8".equals(encoding)) {
                throw new StoreException("the database is in the encoding " + encoding
                        + " and has to be in UTF8; create another one with: createdb -E UTF8 -T template0 NAME");
            }
        }
    }

    private static String reason(SQLException failure, String place) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the host of the database is unknown: " + place
                        + "; is its name right, and is there a DNS entry?";
            }
            if (cause instanceof ConnectException) {
                return "no database answers at " + place + " (" + cause.getMessage()
                        + "); is it running, and does it listen there?";
            }
        }
        String state = String.valueOf(failure.getSQLState());
        String hint = state.equals(NO_DATABASE)
                ? "; create it first, in UTF8: createdb -E UTF8 -T template0 NAME"
                : state.startsWith(LOG_IN) ? "; are user and password in the address right?" : "";
        return "cannot use the database at " + place + ": " + failure.getMessage() + hint;
    }
}
