// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Lends a pool's connections. Who has waited in vain for a database that is away has waited for all who ask in the next moment: they hear of
 * it at once. (A transaction that cannot begin asks three times before it says so.)
 */
final class Lending implements ConnectionProvider {
    private static final long MOMENT_NS = TimeUnit.SECONDS.toNanos(1);

    private final HikariDataSource pool;
    private volatile @Nullable Failure last;

    private record Failure(SQLException reason, long at) {}

    Lending(HikariDataSource pool) {
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
            // A pool that is only busy has some.
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
