// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work of one thread that another thread may interrupt permanently: the statement that the thread waits for fails, and
 * so does each later one, until the work is closed. The thread that began the work closes it.
 *
 * <p>A database ignores a request to cancel that arrives before its statement has begun, and reports neither that nor
 * success. Hence the request is repeated until the statement has ended. A statement ends only when no request is under
 * way, so that none affects a later statement of the same connection.
 */
public final class CancellationScope implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CancellationScope.class);

    private static final long SHORTEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** The limit of the back-off; each request opens a connection. */
    private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final Runnable whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    /**
     * Guarded by the lock, like all fields below. An open result and the statements that run while it is read are
     * several entries.
     */
    private final List<Cancel> running = new ArrayList<>();

    private boolean interrupted;
    private boolean closed;

    /**
     * Requests the database to cancel a statement. Does nothing when none runs, and may do nothing when it has only
     * just begun.
     */
    public interface Cancel {
        void request() throws SQLException;
    }

    CancellationScope(Runnable whenClosed) {
        this.whenClosed = whenClosed;
    }

    /** Interrupts the work; does nothing when it is closed. */
    public void interrupt() {
        lock.lock();
        try {
            if (interrupted || closed) {
                return;
            }
            interrupted = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("interruption").start(this::cancelUntilClosed);
    }

    private void cancelUntilClosed() {
        lock.lock();
        try {
            long pause = SHORTEST_PAUSE_NS;
            while (!closed) {
                running.forEach(CancellationScope::request);
                if (running.isEmpty()) {
                    // No further statement can begin, but the work may continue without one.
                    return;
                }
                change.awaitNanos(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_NS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static void request(Cancel cancel) {
        try {
            cancel.request();
        } catch (SQLException e) {
            LOG.warn("a statement could not be cancelled yet", e);
        }
    }

    /** @throws StoreException when the work is interrupted */
    void begin(Cancel cancel) {
        lock.lock();
        try {
            if (interrupted) {
                throw new StoreException("interrupted before a statement began");
            }
            running.add(cancel);
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing when it has ended already. */
    void end(Cancel cancel) {
        lock.lock();
        try {
            running.remove(cancel);
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        whenClosed.run();
    }
}
