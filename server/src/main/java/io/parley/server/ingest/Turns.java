// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.problem.Refused;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Semaphore that limits the number of large batches at a time. More in parallel are no faster, and would leave no
 * processor time for small calls.
 */
final class Turns {
    /** Large batches at a time: the parsing of some overlaps with the commits of others. */
    private static final int AT_ONCE = 4;
    /** Most waiting batches, each of which occupies a thread. */
    private static final int WAITING = 32;
    /** Timeout of the wait, in s. */
    private static final int PATIENCE = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Semaphore waiting = new Semaphore(WAITING);

    /**
     * Acquires a permit.
     *
     * @throws Refused when too many are waiting, or after the timeout
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
