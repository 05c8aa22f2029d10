// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections that are made ready for those who close them. */
final class Opened {
    private Opened() {}

    interface Source {
        Connection open() throws SQLException;
    }

    interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** A connection that is ready; one that cannot be made so is closed again. */
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
