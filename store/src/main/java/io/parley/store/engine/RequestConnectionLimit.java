// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import io.parley.core.error.ApiException;
import io.parley.core.error.Overload;
import io.parley.core.memory.MemoryBudget;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.ConnectionProvider;

/**
 * Limits the connections that calls have at a time. The others are for the log's writer, tasks and schedules, so that reports of bots are written
 * however many long queries run. A call that finds no free connection for some time is refused.
 */
public final class RequestConnectionLimit implements ConnectionProvider {
    /** How long a call waits for a connection: longer than a healthy store is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectionProvider all;
    private final Semaphore ofCalls;
    private final Duration patience;
    /** Connections that calls have. */
    private final Set<Connection> leased =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** @param most most connections of calls at a time */
    public RequestConnectionLimit(ConnectionProvider all, int most) {
        this(all, most, PATIENCE);
    }

    RequestConnectionLimit(ConnectionProvider all, int most, Duration patience) {
        this.all = all;
        this.ofCalls = new Semaphore(most, true);
        this.patience = patience;
    }

    @Override
    public Connection acquire() {
        if (MemoryBudget.current() == null) {
            return all.acquire();
        }
        acquirePermit();
        boolean isLeased = false;
        try {
            Connection connection = all.acquire();
            leased.add(connection);
            isLeased = true;
            return connection;
        } finally {
            if (!isLeased) {
                ofCalls.release();
            }
        }
    }

    private void acquirePermit() {
        try {
            if (!ofCalls.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ApiException.overloaded(Overload.CONNECTIONS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ApiException.overloaded(Overload.CONNECTIONS);
        }
    }

    @Override
    public void release(Connection connection) {
        boolean isOfCall = leased.remove(connection);
        try {
            all.release(connection);
        } finally {
            if (isOfCall) {
                ofCalls.release();
            }
        }
    }
}
