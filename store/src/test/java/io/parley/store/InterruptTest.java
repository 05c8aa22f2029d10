// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InterruptTest {
    /** Takes hours without an interruption. */
    private static final String LONG =
            "SELECT sum(a.x % b.y) FROM generate_series(1, 10000000) AS a(x), generate_series(1, 10000000) AS b(y)";

    private static final int ROUNDS = 20;
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final String SHORT = "SELECT 1";

    @EachEngine
    void whatAThreadWaitsForIsEndedFromAnotherAndTheStoreGoesOn(TestEngine engine) throws Exception {
        try (Store store = engine.open(Clock.systemUTC());
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<CancellationScope> begun = new CompletableFuture<>();
            Future<?> read = other.submit(() -> {
                try (CancellationScope reading = store.openCancellationScope()) {
                    begun.complete(reading);
                    store.engine().sql().fetch(LONG);
                }
            });
            // At any point of the other thread.
            begun.get().interrupt();
            assertThat(read).failsWithin(A_WHILE);
            store.check();
        }
    }

    /** The database gets the request before the statement has begun, and ignores it. */
    @EachEngine
    void anInterruptThatReachesTheDatabaseTooEarlyIsRepeated(TestEngine engine) throws Exception {
        try (Store store = engine.open(Clock.systemUTC());
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            CompletableFuture<CancellationScope> begun = new CompletableFuture<>();
            DSLContext sql = store.engine()
                    .sql()
                    .configuration()
                    .deriveAppending(new DefaultExecuteListenerProvider(new ExecuteListener() {
                        // After the engine's own listener, and before the driver.
                        @Override
                        public void executeStart(ExecuteContext context) {
                            begun.join().interrupt();
                            pause();
                        }
                    }))
                    .dsl();
            Future<?> read = other.submit(() -> {
                try (CancellationScope reading = store.openCancellationScope()) {
                    begun.complete(reading);
                    sql.fetch(LONG);
                }
            });
            assertThat(read).failsWithin(A_WHILE);
        }
    }

    /** Waits long enough for several requests to be ignored. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @EachEngine
    void anInterruptBetweenTwoStatementsKeepsTheNextFromBeginning(TestEngine engine) {
        try (Store store = engine.open(Clock.systemUTC())) {
            DSLContext sql = store.engine().sql();
            CancellationScope reading = store.openCancellationScope();
            try (reading) {
                sql.fetch(SHORT);
                reading.interrupt();
                assertThatThrownBy(() -> sql.fetch(SHORT))
                        .isInstanceOf(StoreException.class)
                        .hasMessage("interrupted before a statement began");
            }
            sql.fetch(SHORT);
            reading.interrupt();
            sql.fetch(SHORT);
        }
    }

    /** Statements end at the time of the interruption, and others follow on the same connection. */
    @EachEngine
    void anInterruptReachesNoStatementOfLaterWork(TestEngine engine) throws Exception {
        try (Store store = engine.open(Clock.systemUTC());
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            DSLContext sql = store.engine().sql();
            for (int round = 0; round < ROUNDS; round++) {
                CancellationScope reading = store.openCancellationScope();
                Future<?> interrupted = other.submit(reading::interrupt);
                try (reading) {
                    sql.fetch(SHORT);
                    sql.fetch(SHORT);
                } catch (RuntimeException itWasInTime) {
                    assertThat(itWasInTime).isInstanceOfAny(StoreException.class, DataAccessException.class);
                }
                sql.fetch(SHORT);
                interrupted.get();
                sql.fetch(SHORT);
            }
        }
    }
}
