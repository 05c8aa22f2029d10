// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Readiness check: the server is not shutting down, and its store answers and can write. */
@Component
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Store store;
    private final Draining draining;
    private volatile boolean wasReady = true;

    Readiness(Store store, Draining draining) {
        this.store = store;
        this.draining = draining;
    }

    /** @throws RuntimeException when the server is not ready */
    public void check() {
        draining.check();
        try {
            store.check();
        } catch (RuntimeException e) {
            if (store.isAway(e)) {
                // Answered and logged like in any other call.
                throw e;
            }
            // Logged once, because the check is called periodically.
            if (wasReady) {
                LOG.error("not ready: the store cannot do its work", e);
            }
            wasReady = false;
            throw Refused.because(
                    Problem.STORE_AWAY, "the store cannot do its work just now; the server's log says why");
        }
        if (!wasReady) {
            LOG.info("ready again");
        }
        wasReady = true;
    }
}
