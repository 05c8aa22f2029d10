// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import io.parley.core.memory.MemoryBudget;
import io.parley.core.problem.Refused;
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
final class CallShare implements ConnectionProvider {
    /** How long a call waits for a connection: longer than the store is ever busy in good health. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectionProvider all;
    private final Semaphore ofCalls;
    private final Duration patience;
    /** Connections that calls have. */
    private final Set<Connection> lent =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** @param most how many calls may have at a time */
    CallShare(ConnectionProvider all, int most) {
        this(all, most, PATIENCE);
    }

    CallShare(ConnectionProvider all, int most, Duration patience) {
        this.all = all;
        this.ofCalls = new Semaphore(most, true);
        this.patience = patience;
    }

    @Override
    public Connection acquire() {
        if (MemoryBudget.current() == null) {
            return all.acquire();
        }
        awaitTurn();
        boolean isLent = false;
        try {
            Connection connection = all.acquire();
            lent.add(connection);
            isLent = true;
            return connection;
        } finally {
            if (!isLent) {
                ofCalls.release();
            }
        }
    }

    private void awaitTurn() {
        try {
            if (!ofCalls.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Refused.overloaded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refused.overloaded();
        }
    }

    @Override
    public void release(Connection connection) {
        boolean isOfCall = lent.remove(connection);
        try {
            all.release(connection);
        } finally {
            if (isOfCall) {
                ofCalls.release();
            }
        }
    }
}
