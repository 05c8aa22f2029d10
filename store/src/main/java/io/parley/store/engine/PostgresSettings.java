// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.postgresql.PGConnection;

/**
 * The settings of a session that statements rely on, whatever the defaults of a database, a role or a server are. They are set for each
 * connection, unless a pooler such as PgBouncer lends sessions out for a transaction each: then for each transaction, because what is set for a
 * session would go to other applications, and not stay with this one. (The driver itself says how it wants dates and bytes.)
 */
final class PostgresSettings implements TransactionListener {
    /** A commit waits for others' commits and an answer may take long; what has to end early, the server ends itself. */
    private static final String TIMEOUTS =
            "'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'";

    /** That what is seen after a lock was waited for is as new as the lock. */
    private static final String ISOLATION = "set transaction isolation level read committed";

    private static final String SNAPSHOT = "set transaction isolation level repeatable read";

    /** Texts that are written into statements have backslashes in them. Poolers know this one, and keep it for each of their clients. */
    private static final String TEXTS = "set standard_conforming_strings = on";

    private static final String OF_SESSION = "set default_transaction_isolation = 'read committed'; "
            // Or numbers would come rounded.
            + "set extra_float_digits = 1; "
            + timeouts(false);

    private final boolean isPooled;

    private PostgresSettings(boolean isPooled) {
        this.isPooled = isPooled;
    }

    /** Finds out whether the address leads to a pooler: it gives itself other numbers than those of the servers behind it. */
    static PostgresSettings of(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_backend_pid(), current_schema()")) {
            answer.next();
            if (answer.getString(2) == null) {
                throw new StoreFailure(
                        "the search_path of the database leads to no schema in which tables could be made");
            }
            return new PostgresSettings(connection.unwrap(PGConnection.class).getBackendPID() != answer.getInt(1));
        } catch (SQLException e) {
            // The pool meets the same, and says it in its way.
            return new PostgresSettings(false);
        }
    }

    private static String timeouts(boolean ofTransaction) {
        return "select set_config(name, '0', %s) from pg_settings where name in (%s)"
                .formatted(ofTransaction, TIMEOUTS);
    }

    void apply(HikariConfig config) {
        config.setConnectionInitSql(isPooled ? TEXTS : TEXTS + "; " + OF_SESSION);
        if (isPooled) {
            // Statements that are prepared on one session may meet another.
            config.addDataSourceProperty("prepareThreshold", "0");
        }
    }

    /** What a transaction begins with; never empty. */
    String ofTransaction() {
        return isPooled ? ISOLATION + "; " + timeouts(true) : ISOLATION;
    }

    /** What a transaction begins with all of whose answers are of one moment. */
    String ofSnapshot() {
        return isPooled ? SNAPSHOT + "; " + timeouts(true) : SNAPSHOT;
    }

    @Override
    public void beginEnd(TransactionContext transaction) {
        // Of a transaction within another one the settings are that one's.
        if (isPooled && transaction.configuration().data().putIfAbsent(PostgresSettings.class, this) == null) {
            transaction.configuration().dsl().execute(ofTransaction());
        }
    }
}
