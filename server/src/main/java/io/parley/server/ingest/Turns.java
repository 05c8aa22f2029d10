// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.problem.Refused;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Large batches are read a few at a time: many at once would be no faster, and would leave no processor to small calls. */
final class Turns {
    /** Batches that are read at a time: their parsing and the commits of others overlap. */
    private static final int AT_ONCE = 4;
    /** Batches that wait for their turn, each with a thread. */
    private static final int WAITING = 32;
    /** How long one waits, in s. */
    private static final int PATIENCE = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Semaphore waiting = new Semaphore(WAITING);

    /**
     * Waits for a turn.
     *
     * @throws Refused when too many wait already, or it takes too long
     */
    void take() {
        if (!waiting.tryAcquire()) {
            throw Refused.overloaded();
        }
        try {
            if (!turns.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
                throw Refused.overloaded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refused.overloaded();
        } finally {
            waiting.release();
        }
    }

    void giveBack() {
        turns.release();
    }
}
