// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;

class InterruptTest {
    /** Takes hours when nobody ends it. */
    private static final String LONG =
            "SELECT sum(a.x % b.y) FROM generate_series(1, 10000000) AS a(x), generate_series(1, 10000000) AS b(y)";

    @EachEngine
    @Timeout(120)
    void whatAThreadWaitsForIsEndedFromAnotherAndTheStoreGoesOn(TestEngine engine) throws InterruptedException {
        try (Store store = engine.open(Clock.systemUTC())) {
            AtomicReference<RuntimeException> failure = new AtomicReference<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    store.engine().sql().fetch(LONG);
                } catch (RuntimeException interrupted) {
                    failure.set(interrupted);
                }
            });
            // It may not have begun to wait when it is interrupted first.
            while (!reader.join(Duration.ofMillis(20))) {
                store.interrupt(reader);
            }
            assertThat(failure).doesNotHaveNullValue();
            store.check();
            store.interrupt(reader);
            store.interrupt(Thread.currentThread());
        }
    }
}
