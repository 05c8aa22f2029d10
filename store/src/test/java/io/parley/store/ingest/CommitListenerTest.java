// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class CommitListenerTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));

    @EachEngine
    void aCommitIsToldWithWhatWasFreshInIt(TestEngine engine) {
        List<LogRecord> records = new RandomLog(new Random(7)).records(20);
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            List<CommitListener.Commit> commits = new CopyOnWriteArrayList<>();
            fixture.store().log().addListener(commits::add);
            fixture.append(records);
            fixture.append(records);
            assertThat(commits).hasSize(2).allSatisfy(commit -> {
                assertThat(commit.submissions()).isEqualTo(1);
                assertThat(commit.fresh() + commit.repeated()).isEqualTo(records.size());
                assertThat(commit.took()).isPositive();
            });
            assertThat(commits.getFirst().fresh()).isPositive();
            assertThat(commits.getLast().fresh()).isZero();
        }
    }

    @EachEngine
    void whatWaitsIsCountedAndItsWaitIsMeasuredFromItsArrivalToItsCommit(TestEngine engine)
            throws InterruptedException {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            ConversationLog log = fixture.store().log();
            assertThat(log.waiting()).isZero();
            assertThat(log.lag()).isZero();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            CompletableFuture<Void> edit = CompletableFuture.runAsync(() -> log.edit(sql -> {
                begun.countDown();
                return await(mayEnd);
            }));
            begun.await();
            clock.advance(Duration.ofSeconds(3));
            assertThat(log.lag()).isEqualTo(Duration.ofSeconds(3));
            CompletableFuture<SubmissionResult> receipt =
                    log.append(fixture.projectId(), new RandomLog(new Random(7)).records(1));
            assertThat(log.waiting()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(2));
            assertThat(log.lag()).isEqualTo(Duration.ofSeconds(5));
            mayEnd.countDown();
            edit.join();
            receipt.join();
            assertThat(log.waiting()).isZero();
            // The writer clears its current entry right after it has called the listener.
            while (!log.lag().isZero()) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
