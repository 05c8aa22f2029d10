// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class TasksTest {
    private static final long ACCOUNT = 1;
    private static final long PROJECT = 2;
    private static final List<String> KINDS = List.of("MESSAGES");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private Task add(Store store, String id) {
        clock.advance(Duration.ofSeconds(1));
        return store.tasks().add(id, ACCOUNT, PROJECT, "MESSAGES", "{}", id + ".xlsx");
    }

    @EachEngine
    void theOldestWaitingTaskIsClaimedFirstAndOnlyOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            add(store, "b");
            assertThat(store.tasks().claim("w", KINDS).map(Task::id)).contains("a");
            assertThat(store.tasks().claim("w", KINDS).map(Task::id)).contains("b");
            assertThat(store.tasks().claim("w", KINDS)).isEmpty();
        }
    }

    @EachEngine
    void theBacklogIsWhatWaitsAndWhatIsBeingDone(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.tasks().backlog()).isEqualTo(new Tasks.Backlog(0, 0));
            List.of("a", "b", "c", "d").forEach(id -> add(store, id));
            store.tasks().claim("w", KINDS);
            store.tasks().complete("a", "w", 0);
            store.tasks().claim("w", KINDS);
            store.tasks().delete(List.of("d"));
            assertThat(store.tasks().backlog()).isEqualTo(new Tasks.Backlog(1, 1));
        }
    }

    @EachEngine
    void manyWorkersNeverGetTheSameTask(TestEngine engine) throws Exception {
        try (Store store = engine.open(clock)) {
            for (int i = 0; i < 30; i++) {
                add(store, "task-" + i);
            }
            Set<String> claimed = ConcurrentHashMap.newKeySet();
            Set<String> twice = ConcurrentHashMap.newKeySet();
            ExecutorService workers = Executors.newFixedThreadPool(8);
            for (int worker = 0; worker < 8; worker++) {
                String name = "worker-" + worker;
                workers.execute(() -> {
                    while (claimed.size() < 30) {
                        store.tasks().claim(name, KINDS).ifPresent(task -> {
                            if (!claimed.add(task.id())) {
                                twice.add(task.id());
                            }
                        });
                    }
                });
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(twice).isEmpty();
        }
    }

    @EachEngine
    void progressAndCompletionShowInTheList(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            add(store, "b");
            store.tasks().claim("w", KINDS);
            assertThat(store.tasks().progress("a", "w", 5, 10L)).isTrue();
            assertThat(store.tasks().list(ACCOUNT, null, KINDS))
                    .extracting(Task::id, Task::status, Task::writeCount, Task::totalCount)
                    .containsExactly(tuple("b", TaskStatus.CREATED, 0L, null), tuple("a", TaskStatus.STARTED, 5L, 10L));
            assertThat(store.tasks().complete("a", "w", 10)).isTrue();
            assertThat(store.tasks().get(ACCOUNT, PROJECT, "a").orElseThrow().status())
                    .isEqualTo(TaskStatus.COMPLETED);
            assertThat(store.tasks().get(ACCOUNT + 1, null, "a")).isEmpty();
            assertThat(store.tasks().get(ACCOUNT, PROJECT + 1, "a")).isEmpty();
        }
    }

    @EachEngine
    void aDeletedTaskIsGoneForItsWorkerToo(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS);
            store.tasks().delete(List.of("a"));
            assertThat(store.tasks().list(ACCOUNT, null, KINDS)).isEmpty();
            assertThat(store.tasks().progress("a", "w", 1, 2L)).isFalse();
            assertThat(store.tasks().complete("a", "w", 2)).isFalse();
            assertThat(store.tasks().claim("w", KINDS)).isEmpty();
        }
    }

    @EachEngine
    void aSilentWorkersTaskGoesToAnother(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("first", KINDS);
            clock.advance(Tasks.SILENCE);
            assertThat(store.tasks().claim("second", KINDS)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(store.tasks().claim("second", KINDS).map(Task::id)).contains("a");
            assertThat(store.tasks().progress("a", "first", 1, 2L)).isFalse();
            assertThat(store.tasks().complete("a", "second", 2)).isTrue();
        }
    }

    @EachEngine
    void aWorkerIsNotGivenItsOwnTaskOnceMoreThoughTheClockJumps(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS);
            for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-2))) {
                clock.advance(jump);
                assertThat(store.tasks().claim("w", KINDS)).isEmpty();
                assertThat(store.tasks().progress("a", "w", 1, 2L)).isTrue();
            }
            assertThat(store.tasks().complete("a", "w", 2)).isTrue();
        }
    }

    @EachEngine
    void aSilentWorkersTaskGoesToAnotherAlsoWhenTheClockWasSetBack(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("first", KINDS);
            clock.advance(Duration.ofHours(-1));
            assertThat(store.tasks().claim("second", KINDS).map(Task::id)).contains("a");
            assertThat(store.tasks().progress("a", "first", 1, 2L)).isFalse();
            assertThat(store.tasks().progress("a", "second", 1, 2L)).isTrue();
            assertThat(store.tasks().claim("third", KINDS)).isEmpty();
        }
    }

    @EachEngine
    void aRestartedWorkerTakesUpWhatItHadBegun(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS);
            store.tasks().release("another");
            assertThat(store.tasks().claim("w", KINDS)).isEmpty();
            store.tasks().release("w");
            assertThat(store.tasks().claim("w", KINDS).map(Task::id)).contains("a");
        }
    }

    @EachEngine
    void aFailureSaysWhy(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS);
            store.tasks().fail("a", "w", "the disk is full");
            Task failed = store.tasks().get(ACCOUNT, null, "a").orElseThrow();
            assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(failed.failure()).isEqualTo("the disk is full");
        }
    }

    @EachEngine
    void aTaskThatEndsItsWorkerAgainAndAgainIsGivenUp(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            for (int attempt = 1; attempt <= Tasks.BEGINNINGS; attempt++) {
                assertThat(store.tasks().claim("w", KINDS))
                        .as("attempt " + attempt)
                        .isPresent();
                store.tasks().release("w");
            }
            assertThat(store.tasks().claim("w", KINDS)).isEmpty();
            Task givenUp = store.tasks().get(ACCOUNT, null, "a").orElseThrow();
            assertThat(givenUp.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(givenUp.failure()).isEqualTo("given up after 5 attempts, each of which ended with its server");
        }
    }

    @EachEngine
    void aTaskThatIsPutBackInGoodOrderIsNeverGivenUpForThat(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            for (int attempt = 0; attempt <= Tasks.BEGINNINGS; attempt++) {
                assertThat(store.tasks().claim("w", KINDS))
                        .as("attempt " + attempt)
                        .isPresent();
                store.tasks().putBack("a", "w");
            }
            assertThat(store.tasks().claim("w", KINDS)).isPresent();
        }
    }

    @EachEngine
    void aWorkerTakesOnlyWhatItKnowsHowToDo(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            assertThat(store.tasks().claim("w", List.of("CLEANING"))).isEmpty();
            assertThat(store.tasks().list(ACCOUNT, null, List.of("CLEANING"))).isEmpty();
            assertThat(store.tasks().claim("w", KINDS)).isPresent();
        }
    }

    @EachEngine
    void whatEndedSinceAMomentIsFoundUntilItIsDeleted(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            for (String id : List.of("early", "late", "failed", "running")) {
                add(store, id);
                store.tasks().claim("w", KINDS);
            }
            store.tasks().complete("early", "w", 1);
            clock.advance(Duration.ofMinutes(1));
            Instant since = clock.instant();
            store.tasks().complete("late", "w", 1);
            store.tasks().fail("failed", "w", "no");
            assertThat(store.tasks().endedSince(since, KINDS))
                    .extracting(Task::id)
                    .containsExactly("failed", "late");
            store.tasks().delete(List.of("late"));
            assertThat(store.tasks().endedSince(since, KINDS))
                    .extracting(Task::id)
                    .containsExactly("failed");
        }
    }

    @EachEngine
    void whatEndedLongAgoIsDeletedAndLaterForgotten(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "old");
            store.tasks().claim("w", KINDS);
            store.tasks().complete("old", "w", 1);
            clock.advance(Duration.ofDays(1));
            add(store, "waiting");
            assertThat(store.tasks().deleteEndedBefore(clock.instant().minus(Duration.ofHours(1))))
                    .containsExactly("old");
            assertThat(store.tasks().list(ACCOUNT, null, KINDS))
                    .extracting(Task::id)
                    .containsExactly("waiting");
            assertThat(store.tasks().deleteEndedBefore(clock.instant())).containsExactly("old");
            assertThat(store.tasks().deleteEndedBefore(clock.instant())).isEmpty();
        }
    }
}
