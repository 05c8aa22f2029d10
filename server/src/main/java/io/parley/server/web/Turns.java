// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Has what keeps a processor busy done a few at a time: many at once would be no faster, and would leave no processor to small calls. */
public final class Turns {
    private final Semaphore turns;
    private final Semaphore waiting;
    private final Duration patience;

    /**
     * Turns, all of them free.
     *
     * @param atOnce how many have one at a time
     * @param waiting how many may wait for theirs, each with a thread
     * @param patience how long one waits
     */
    public Turns(int atOnce, int waiting, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.waiting = new Semaphore(waiting);
        this.patience = patience;
    }

    /**
     * Waits for a turn.
     *
     * @throws Refused when too many wait already, or it takes too long
     */
    public void take() {
        if (!waiting.tryAcquire()) {
            throw Refused.overloaded();
        }
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Refused.overloaded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refused.overloaded();
        } finally {
            waiting.release();
        }
    }

    /** Ends a turn. */
    public void giveBack() {
        turns.release();
    }
}
