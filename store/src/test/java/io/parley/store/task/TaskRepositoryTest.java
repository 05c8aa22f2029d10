// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class TaskRepositoryTest {
    private static final long ACCOUNT = 1;
    private static final long PROJECT = 2;
    private static final List<String> KINDS = List.of("MESSAGES");

    private static final PageRequest FIRST_PAGE = new PageRequest(0, 100);

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
            assertThat(store.tasks().claim("w", KINDS, List.of()).map(Task::id)).contains("a");
            assertThat(store.tasks().claim("w", KINDS, List.of()).map(Task::id)).contains("b");
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
        }
    }

    @EachEngine
    void theBacklogIsWhatWaitsAndWhatIsBeingDone(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.tasks().backlog()).isEqualTo(new TaskRepository.Backlog(0, 0));
            List.of("a", "b", "c", "d").forEach(id -> add(store, id));
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().complete("a", "w", 0);
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().delete(List.of("d"));
            assertThat(store.tasks().backlog()).isEqualTo(new TaskRepository.Backlog(1, 1));
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
                        store.tasks().claim(name, KINDS, List.of()).ifPresent(task -> {
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
            store.tasks().claim("w", KINDS, List.of());
            assertThat(store.tasks().progress("a", "w", 5, 10L)).isTrue();
            assertThat(store.tasks().list(ACCOUNT, null, KINDS, FIRST_PAGE).rows())
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
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().delete(List.of("a"));
            assertThat(store.tasks().list(ACCOUNT, null, KINDS, FIRST_PAGE).rows())
                    .isEmpty();
            assertThat(store.tasks().progress("a", "w", 1, 2L)).isFalse();
            assertThat(store.tasks().complete("a", "w", 2)).isFalse();
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
        }
    }

    @EachEngine
    void aSilentWorkersTaskGoesToAnother(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("first", KINDS, List.of());
            clock.advance(TaskRepository.SILENCE);
            assertThat(store.tasks().claim("second", KINDS, List.of())).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(store.tasks().claim("second", KINDS, List.of()).map(Task::id))
                    .contains("a");
            assertThat(store.tasks().progress("a", "first", 1, 2L)).isFalse();
            assertThat(store.tasks().complete("a", "second", 2)).isTrue();
        }
    }

    @EachEngine
    void aWorkerIsNotGivenItsOwnTaskOnceMoreThoughTheClockJumps(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS, List.of());
            for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-2))) {
                clock.advance(jump);
                assertThat(store.tasks().claim("w", KINDS, List.of("a"))).isEmpty();
                assertThat(store.tasks().progress("a", "w", 1, 2L)).isTrue();
            }
            assertThat(store.tasks().complete("a", "w", 2)).isTrue();
        }
    }

    @EachEngine
    void aSilentWorkersTaskGoesToAnotherAlsoWhenTheClockWasSetBack(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("first", KINDS, List.of());
            clock.advance(Duration.ofHours(-1));
            assertThat(store.tasks().claim("second", KINDS, List.of()).map(Task::id))
                    .contains("a");
            assertThat(store.tasks().progress("a", "first", 1, 2L)).isFalse();
            assertThat(store.tasks().progress("a", "second", 1, 2L)).isTrue();
            assertThat(store.tasks().claim("third", KINDS, List.of())).isEmpty();
        }
    }

    @EachEngine
    void aRestartedWorkerTakesUpWhatItHadBegun(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().release("another");
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
            store.tasks().release("w");
            assertThat(store.tasks().claim("w", KINDS, List.of()).map(Task::id)).contains("a");
        }
    }

    @EachEngine
    void aFailureSaysWhy(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            store.tasks().claim("w", KINDS, List.of());
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
            for (int attempt = 1; attempt <= TaskRepository.BEGINNINGS; attempt++) {
                assertThat(store.tasks().claim("w", KINDS, List.of()))
                        .as("attempt " + attempt)
                        .isPresent();
                store.tasks().release("w");
            }
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
            Task givenUp = store.tasks().get(ACCOUNT, null, "a").orElseThrow();
            assertThat(givenUp.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(givenUp.failure()).isEqualTo("given up after 5 attempts, none of which came to its end");
        }
    }

    @EachEngine
    void aTaskThatIsPutBackInGoodOrderIsNeverGivenUpForThat(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            for (int attempt = 0; attempt <= TaskRepository.BEGINNINGS; attempt++) {
                assertThat(store.tasks().claim("w", KINDS, List.of()))
                        .as("attempt " + attempt)
                        .isPresent();
                store.tasks().requeueExpired("a", "w");
            }
            assertThat(store.tasks().claim("w", KINDS, List.of())).isPresent();
        }
    }

    @EachEngine
    void aWorkerTakesOnlyWhatItKnowsHowToDo(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "a");
            assertThat(store.tasks().claim("w", List.of("CLEANING"), List.of())).isEmpty();
            assertThat(store.tasks()
                            .list(ACCOUNT, null, List.of("CLEANING"), FIRST_PAGE)
                            .rows())
                    .isEmpty();
            assertThat(store.tasks().claim("w", KINDS, List.of())).isPresent();
        }
    }

    @EachEngine
    void whatEndedSinceAMomentIsFoundUntilItIsDeleted(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            for (String id : List.of("early", "late", "failed", "running")) {
                add(store, id);
                store.tasks().claim("w", KINDS, List.of());
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
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().complete("old", "w", 1);
            clock.advance(Duration.ofDays(1));
            add(store, "waiting");
            assertThat(store.tasks().deleteEndedBefore(clock.instant().minus(Duration.ofHours(1))))
                    .containsExactly("old");
            assertThat(store.tasks().list(ACCOUNT, null, KINDS, FIRST_PAGE).rows())
                    .extracting(Task::id)
                    .containsExactly("waiting");
            assertThat(store.tasks().deleteEndedBefore(clock.instant())).containsExactly("old");
            assertThat(store.tasks().deleteEndedBefore(clock.instant())).isEmpty();
        }
    }

    @EachEngine
    void whatAWorkerBeganAndIsNotDoingAnyMoreGoesToItAgainAfterTheSilence(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, "lost");
            store.tasks().claim("w", KINDS, List.of());
            clock.advance(TaskRepository.SILENCE);
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(store.tasks().claim("w", KINDS, List.of("lost"))).isEmpty();
            assertThat(store.tasks().claim("w", KINDS, List.of("another")).map(Task::id))
                    .contains("lost");
            assertThat(store.tasks().complete("lost", "w", 2)).isTrue();
        }
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void signsOfLifeGoByTheDatabasesClockHoweverFarApartTheNodesClocksAre(TestEngine engine) {
        SettableClock late = new SettableClock(clock.instant().minus(Duration.ofDays(400)));
        SettableClock early = new SettableClock(clock.instant().plus(Duration.ofDays(400)));
        List<Store> nodes = engine.nodesWithClocks(late, early);
        try (Store one = nodes.getFirst();
                Store two = nodes.getLast()) {
            one.tasks().add("a", ACCOUNT, PROJECT, "MESSAGES", "{}", "a.xlsx");
            assertThat(one.tasks().claim("one", KINDS, List.of())).isPresent();
            assertThat(two.tasks().claim("two", KINDS, List.of())).isEmpty();
            assertThat(one.tasks().progress("a", "one", 1, null)).isTrue();
            assertThat(two.tasks().claim("two", KINDS, List.of())).isEmpty();
            StoreProbe.sql(one).execute("update task set heartbeat_at = heartbeat_at - interval '31 seconds'");
            assertThat(two.tasks().claim("two", KINDS, List.of())).isPresent();
            assertThat(one.tasks().claim("one", KINDS, List.of())).isEmpty();

            Webhook webhook = one.webhooks().add(ACCOUNT, "https://example.org", "whsec_");
            two.tasks().complete("a", "two", 1);
            assertThat(one.deliveries().claim()).isPresent();
            assertThat(two.deliveries().claim()).isEmpty();
            assertThat(one.tasks().endedSince(one.tasks().now().minus(Duration.ofMinutes(2)), KINDS))
                    .extracting(Task::id)
                    .containsExactly("a");
            assertThat(webhook.accountId()).isEqualTo(ACCOUNT);
        }
    }

    private Task report(long account, String id) {
        return new Task(
                id, account, null, "MESSAGES", "{}", TaskStatus.CREATED, 0, null, id, null, clock.instant(), null);
    }

    /** Adds tasks of an account that wait. */
    private static void fill(Store store, long account, int tasks) {
        StoreProbe.sql(store).execute("""
                        insert into task (id, account_id, kind, request, status, write_count, file_name, created_at, begun)
                        select '%d-' || number, %d, 'MESSAGES', '{}', 'CREATED', 0, 'a.xlsx', timestamp '2026-11-23 12:00:00', 0
                        from generate_series(1, %d) as numbers(number)
                        """.formatted(account, account, tasks));
    }

    private static boolean isRefused(Runnable call, String words) {
        try {
            call.run();
            return false;
        } catch (ApiException refused) {
            assertThat(refused).hasMessage(words);
            assertThat(refused.problem()).isEqualTo(ErrorCode.TOO_MANY_REPORTS);
            return true;
        }
    }

    @EachEngine
    void anAccountNeverHasMoreThanAHundredReportsToWriteHoweverManyComeAtATime(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Test");
            fill(store, account, 96);
            long refused = IntStream.range(0, 8)
                    .parallel()
                    .filter(number -> isRefused(
                            () -> store.tasks().addReport(report(account, "more-" + number)),
                            "100 reports of the account are not written yet; wait for one of them, or delete it"))
                    .count();
            assertThat(refused).isEqualTo(4);
            assertThat(store.tasks().list(account, null, KINDS, FIRST_PAGE).totalCount())
                    .isEqualTo(100);
            store.tasks().addReport(report(account + 1, "another's"));
            String begun =
                    store.tasks().claim("w", KINDS, List.of()).orElseThrow().id();
            store.tasks().complete(begun, "w", 1);
            store.tasks().addReport(report(account, "one more"));
            // A task that deletes data has no file, and is never refused.
            store.tasks().add("chore", account, null, "CLEANUP", "{}", null);
        }
    }

    @EachEngine
    void allAccountsTogetherNeverHaveMoreThanAThousandReportsToWrite(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            for (int account = 1; account <= 10; account++) {
                fill(store, account, 100 - account % 2);
            }
            long refused = IntStream.range(0, 8)
                    .parallel()
                    .filter(number -> isRefused(
                            () -> store.tasks().addReport(report(100 + number, "more-" + number)),
                            "1000 reports of all accounts are not written yet; try again later"))
                    .count();
            assertThat(refused).isEqualTo(3);
        }
    }

    @EachEngine
    void tasksThatAskAtLengthAreToldOfAFewAtATimeTheLastOfThem(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            String request = "x".repeat((int) TaskRepository.LONGEST_ENDED / 2);
            for (String id : List.of("a", "b", "c")) {
                store.tasks().add(id, ACCOUNT, PROJECT, "MESSAGES", request, "a.xlsx");
                store.tasks().claim("w", KINDS, List.of());
                store.tasks().complete(id, "w", 1);
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(store.tasks().ended(ACCOUNT, null, Instant.EPOCH, KINDS))
                    .extracting(Task::id)
                    .containsExactly("c", "b");
            assertThat(store.tasks().endedSince(Instant.EPOCH, KINDS))
                    .extracting(Task::id)
                    .containsExactly("c", "b");
            assertThat(store.tasks().completed(ACCOUNT, null, KINDS)).isEqualTo(3);
        }
    }

    @EachEngine
    void theListHasPagesAndAllCanBeDeletedAtOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            List.of("a", "b", "c").forEach(id -> add(store, id));
            store.tasks().claim("w", KINDS, List.of());
            store.tasks().complete("a", "w", 1);
            Page<Task> second = store.tasks().list(ACCOUNT, null, KINDS, new PageRequest(1, 2));
            assertThat(second.rows()).extracting(Task::id).containsExactly("a");
            assertThat(second.totalCount()).isEqualTo(3);
            assertThat(store.tasks().ended(ACCOUNT, null, Instant.EPOCH, KINDS))
                    .extracting(Task::id)
                    .containsExactly("a");
            assertThat(store.tasks().deleteAll(ACCOUNT + 1, null, KINDS, Set.of(TaskStatus.values())))
                    .isEmpty();
            assertThat(store.tasks().deleteAll(ACCOUNT, null, KINDS, Set.of(TaskStatus.COMPLETED)))
                    .containsExactly("a");
            assertThat(store.tasks().deleteAll(ACCOUNT, PROJECT, KINDS, Set.of(TaskStatus.CREATED)))
                    .containsExactlyInAnyOrder("b", "c");
            assertThat(store.tasks().claim("w", KINDS, List.of())).isEmpty();
        }
    }
}
