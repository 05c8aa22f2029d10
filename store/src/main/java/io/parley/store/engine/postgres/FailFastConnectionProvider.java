// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * A provider of pooled connections that fails fast. After a timeout because the database was unavailable, all requests
 * of the next second fail at once. (jOOQ tries to begin a failed transaction three times.)
 */
final class FailFastConnectionProvider implements ConnectionProvider {
    private static final long MOMENT_NS = TimeUnit.SECONDS.toNanos(1);

    private final HikariDataSource pool;
    private volatile @Nullable Failure last;

    private record Failure(SQLException reason, long at) {}

    FailFastConnectionProvider(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection acquire() {
        Failure before = last;
        if (before != null && System.nanoTime() - before.at() < MOMENT_NS) {
            throw failed(before.reason());
        }
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            // The pool has connections when it is only busy.
            if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
                last = new Failure(e, System.nanoTime());
            }
            throw failed(e);
        }
    }

    private static DataAccessException failed(SQLException reason) {
        return new DataAccessException("no connection to the database: " + reason.getMessage(), reason);
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException("cannot give a connection back: " + e.getMessage(), e);
        }
    }
}
