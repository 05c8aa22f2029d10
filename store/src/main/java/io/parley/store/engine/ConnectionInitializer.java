// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections that are prepared before the caller gets them. */
public final class ConnectionInitializer {
    private ConnectionInitializer() {}

    public interface Source {
        Connection open() throws SQLException;
    }

    public interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** Returns a prepared connection; closes it when the preparation fails. */
    public static Connection of(Source source, Step step) {
        try {
            Connection connection = source.open();
            boolean isReady = false;
            try {
                step.on(connection);
                isReady = true;
                return connection;
            } finally {
                if (!isReady) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot open a connection: " + e.getMessage(), e);
        }
    }
}
