// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PeriodicJobTest {

    @Test
    void whateverALookThrowsTheNextOneFollows() throws Exception {
        CountDownLatch survived = new CountDownLatch(1);
        Iterator<Throwable> faults = List.of(
                        new IllegalStateException(),
                        new StackOverflowError(),
                        new NoClassDefFoundError(),
                        new AssertionError())
                .iterator();
        PeriodicJob rounds = new PeriodicJob("test-rounds", Duration.ofMillis(1), "faults") {
            @Override
            protected void runDue() {
                if (faults.hasNext()) {
                    switch (faults.next()) {
                        case Error error -> throw error;
                        case RuntimeException failure -> throw failure;
                        case Throwable other -> throw new IllegalStateException(other);
                    }
                }
                survived.countDown();
            }
        };
        rounds.start();
        try {
            survived.await();
        } finally {
            rounds.stop();
        }
    }
}
