// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    @Test
    void whoFindsTooManyWaitingIsRefusedAtOnceAndWhoWaitsGetsTheNextTurn() throws Exception {
        ConcurrencyLimit turns = new ConcurrencyLimit(1, 1, Duration.ofMinutes(1));
        turns.take();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Thread[] waiter = new Thread[1];
            Future<?> next = other.submit(() -> {
                waiter[0] = Thread.currentThread();
                turns.take();
            });
            Awaitility.await().until(() -> waiter[0] != null && waiter[0].getState() == Thread.State.TIMED_WAITING);
            assertThatThrownBy(turns::take).isInstanceOf(ApiException.class);
            turns.release();
            next.get();
        }
        turns.release();
        turns.take();
    }

    @Test
    void whoWaitsTooLongIsRefused() {
        ConcurrencyLimit turns = new ConcurrencyLimit(1, 1, Duration.ofMillis(1));
        turns.take();
        assertThatThrownBy(turns::take).isInstanceOf(ApiException.class);
        turns.release();
        turns.take();
    }
}
