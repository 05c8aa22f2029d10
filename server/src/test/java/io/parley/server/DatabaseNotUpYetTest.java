// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.StoppablePostgres;
import io.parley.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Containers are often started together, so that the database is up after its users. */
class DatabaseNotUpYetTest {
    @Test
    void aDatabaseThatIsNotUpYetIsWaitedForAndTheLogSaysSo() {
        try (StoppablePostgres database = new StoppablePostgres();
                LogCapture log = new LogCapture()) {
            String address = database.address();
            database.stop();
            CompletableFuture<Store> opening = CompletableFuture.supplyAsync(
                    () -> Store.postgres(address, Duration.ofMinutes(2), Clock.systemUTC()));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(log.complaints())
                            .anySatisfy(line -> assertThat(line.toString())
                                    .contains("waiting for the database, 120 s at most", "no database answers at")));
            database.startAgain();
            try (Store store = opening.join()) {
                assertThat(store.accounts().isEmpty()).isTrue();
            }
        }
    }
}
