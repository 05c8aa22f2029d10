// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.problem.Refused;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void whoFindsTooManyWaitingIsRefusedAtOnceAndWhoWaitsGetsTheNextTurn() throws Exception {
        Turns turns = new Turns(1, 1, Duration.ofMinutes(1));
        turns.take();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Thread[] waiter = new Thread[1];
            Future<?> next = other.submit(() -> {
                waiter[0] = Thread.currentThread();
                turns.take();
            });
            Awaitility.await().until(() -> waiter[0] != null && waiter[0].getState() == Thread.State.TIMED_WAITING);
            assertThatThrownBy(turns::take).isInstanceOf(Refused.class);
            turns.giveBack();
            next.get();
        }
        turns.giveBack();
        turns.take();
    }

    @Test
    void whoWaitsTooLongIsRefused() {
        Turns turns = new Turns(1, 1, Duration.ofMillis(1));
        turns.take();
        assertThatThrownBy(turns::take).isInstanceOf(Refused.class);
        turns.giveBack();
        turns.take();
    }
}
