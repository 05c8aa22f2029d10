// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.StoreHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Readiness check: the server is not shutting down, and its store answers and can write. */
@Component
public final class ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ReadinessCheck.class);

    private final StoreHealth health;
    private final GracefulShutdownFilter draining;
    private volatile boolean wasReady = true;

    ReadinessCheck(StoreHealth health, GracefulShutdownFilter draining) {
        this.health = health;
        this.draining = draining;
    }

    /** @throws RuntimeException when the server is not ready */
    public void check() {
        draining.check();
        try {
            health.check();
        } catch (RuntimeException e) {
            if (health.isUnavailable(e)) {
                // Answered and logged like in any other call.
                throw e;
            }
            // Logged once, because the check is called periodically.
            if (wasReady) {
                LOG.error("not ready: the store cannot do its work", e);
            }
            wasReady = false;
            throw ApiException.because(
                    ErrorCode.STORE_AWAY, "the store cannot do its work just now; the server's log says why");
        }
        if (!wasReady) {
            LOG.info("ready again");
        }
        wasReady = true;
    }
}
