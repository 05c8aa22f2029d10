// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import com.zaxxer.hikari.HikariConfig;
import io.parley.store.engine.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.postgresql.PGConnection;

/**
 * The session settings that statements rely on, independent of the defaults of a database, a role or a server. They are
 * set once for each connection. Behind a pooler such as PgBouncer in transaction mode, they are set for each
 * transaction, because session settings would affect other applications, and would not stay with this one. (The driver
 * itself sets the formats of dates and bytes.)
 */
final class PostgresSessionSettings implements TransactionListener {
    /**
     * No timeouts: a commit waits for other commits, and a query may take long. The server itself cancels what must end
     * early.
     */
    private static final String TIMEOUTS =
            "'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'";

    /** A statement after a lock must see all commits before the lock. */
    private static final String ISOLATION = "set transaction isolation level read committed";

    private static final String SNAPSHOT = "set transaction isolation level repeatable read";

    /**
     * Texts that are inlined into statements contain backslashes. Poolers track this setting for each of their clients.
     */
    private static final String TEXTS = "set standard_conforming_strings = on";

    private static final String OF_SESSION = "set default_transaction_isolation = 'read committed'; "
            // Otherwise numbers would be rounded.
            + "set extra_float_digits = 1; "
            + timeouts(false);

    private final boolean isPooled;

    private PostgresSessionSettings(boolean isPooled) {
        this.isPooled = isPooled;
    }

    /**
     * Detects whether the address belongs to a pooler: it reports other process ids than those of the servers behind
     * it.
     */
    static PostgresSessionSettings of(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_backend_pid(), current_schema()")) {
            answer.next();
            if (answer.getString(2) == null) {
                throw new StoreException(
                        "the search_path of the database leads to no schema in which tables could be made");
            }
            return new PostgresSessionSettings(
                    connection.unwrap(PGConnection.class).getBackendPID() != answer.getInt(1));
        } catch (SQLException e) {
            // The pool gets the same error, and reports it.
            return new PostgresSessionSettings(false);
        }
    }

    private static String timeouts(boolean ofTransaction) {
        return "select set_config(name, '0', %s) from pg_settings where name in (%s)"
                .formatted(ofTransaction, TIMEOUTS);
    }

    void apply(HikariConfig config) {
        config.setConnectionInitSql(isPooled ? TEXTS : TEXTS + "; " + OF_SESSION);
        if (isPooled) {
            // A statement that is prepared in one session may be executed in another.
            config.addDataSourceProperty("prepareThreshold", "0");
        }
    }

    /** Returns the statements at the start of a transaction; never empty. */
    String ofTransaction() {
        return isPooled ? ISOLATION + "; " + timeouts(true) : ISOLATION;
    }

    /** Returns the statements at the start of a transaction with a snapshot. */
    String ofSnapshot() {
        return isPooled ? SNAPSHOT + "; " + timeouts(true) : SNAPSHOT;
    }

    @Override
    public void beginEnd(TransactionContext transaction) {
        // A nested transaction has the settings of the outer one.
        if (isPooled && transaction.configuration().data().putIfAbsent(PostgresSessionSettings.class, this) == null) {
            transaction.configuration().dsl().execute(ofTransaction());
        }
    }
}
