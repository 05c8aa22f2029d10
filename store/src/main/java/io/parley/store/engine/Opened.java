// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections that are prepared before the caller gets them. */
final class Opened {
    private Opened() {}

    interface Source {
        Connection open() throws SQLException;
    }

    interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** Returns a prepared connection; closes it when the preparation fails. */
    static Connection of(Source source, Step step) {
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
            throw new StoreFailure("cannot open a connection: " + e.getMessage(), e);
        }
    }
}
