// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.Overload;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many calls do work for a processor at a time. More at a time would be no faster, and would leave no processor to small calls. */
public final class ConcurrencyLimit {
    private final Semaphore turns;
    private final Semaphore waiting;
    private final Duration patience;

    /**
     * Creates a limit.
     *
     * @param atOnce how many calls have a turn at a time
     * @param waiting how many calls may wait for a turn, each with a thread
     * @param patience how long a call waits
     */
    public ConcurrencyLimit(int atOnce, int waiting, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.waiting = new Semaphore(waiting);
        this.patience = patience;
    }

    /**
     * Waits for a turn.
     *
     * @throws ApiException when too many calls wait, or the wait is too long
     */
    public void take() {
        if (!waiting.tryAcquire()) {
            throw ApiException.overloaded(Overload.TURNS);
        }
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ApiException.overloaded(Overload.TURNS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ApiException.overloaded(Overload.TURNS);
        } finally {
            waiting.release();
        }
    }

    /** Ends a turn. */
    public void release() {
        turns.release();
    }
}
