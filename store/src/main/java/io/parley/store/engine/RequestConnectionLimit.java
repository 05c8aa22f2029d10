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
 * Lends calls a part of the connections, and leaves the rest to what works for no call: the log's writer, tasks, schedules. So however many people ask
 * for what takes long, what bots report is written. Who finds no connection free for a while is refused, because others will wait even longer.
 */
public final class RequestConnectionLimit implements ConnectionProvider {
    /** How long a call waits for a connection: longer than the store is ever busy in good health. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectionProvider all;
    private final Semaphore ofCalls;
    private final Duration patience;
    /** Connections that calls have. */
    private final Set<Connection> leased =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** @param most how many calls may have at a time */
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
