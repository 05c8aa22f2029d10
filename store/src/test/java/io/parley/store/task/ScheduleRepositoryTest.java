// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class ScheduleRepositoryTest {
    private static final long ACCOUNT = 1;
    private static final long PROJECT = 2;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private Schedule add(Store store, Duration until) {
        return store.schedules()
                .add(
                        ACCOUNT,
                        PROJECT,
                        "Weekly",
                        "{}",
                        "0 7 * * 1",
                        "Europe/Berlin",
                        clock.instant().plus(until));
    }

    private Task task(String id) {
        return new Task(
                id,
                ACCOUNT,
                PROJECT,
                "MESSAGES",
                "{}",
                TaskStatus.CREATED,
                0,
                null,
                "a.xlsx",
                null,
                clock.instant(),
                null);
    }

    @EachEngine
    void aScheduleIsFoundByItsAccountAndProjectOnly(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Schedule schedule = add(store, Duration.ofHours(1));
            assertThat(store.schedules().list(ACCOUNT, null)).containsExactly(schedule);
            assertThat(store.schedules().list(ACCOUNT, PROJECT)).containsExactly(schedule);
            assertThat(store.schedules().list(ACCOUNT, PROJECT + 1)).isEmpty();
            assertThat(store.schedules().get(ACCOUNT, null, schedule.id())).contains(schedule);
            assertThat(store.schedules().get(ACCOUNT + 1, null, schedule.id())).isEmpty();
            store.schedules().delete(schedule.id());
            assertThat(store.schedules().list(ACCOUNT, null)).isEmpty();
        }
    }

    @EachEngine
    void whenItIsTimeOneOfManyNodesMakesTheTask(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            add(store, Duration.ofHours(1));
            assertThat(store.schedules().dueAfter(0)).isEmpty();
            clock.advance(Duration.ofHours(1));
            Schedule due = store.schedules().dueAfter(0).getFirst();
            Instant next = clock.instant().plus(Duration.ofDays(7));
            List<String> made = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(node -> "task-" + node)
                    .filter(id -> store.schedules().run(due, task(id), next))
                    .toList();
            assertThat(made).hasSize(1);
            assertThat(store.tasks()
                            .list(ACCOUNT, null, List.of("MESSAGES"), new PageRequest(0, 100))
                            .rows())
                    .extracting(Task::id)
                    .isEqualTo(made);
            Schedule after = store.schedules().get(ACCOUNT, null, due.id()).orElseThrow();
            assertThat(after.nextRunAt()).isEqualTo(next);
            assertThat(after.lastTaskId()).isEqualTo(made.getFirst());
            assertThat(store.schedules().dueAfter(0)).isEmpty();
        }
    }

    @EachEngine
    void thereAreNeverMoreThanTwoHundredHoweverManyComeAtATime(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Test");
            StoreProbe.sql(store).execute("""
                            insert into schedule (id, account_id, name, request, cron, zone, next_run_at, created_at)
                            select -number, %d, 'x', '{}', '@daily', 'UTC', timestamp '2999-01-01 00:00:00', timestamp '2026-11-23 12:00:00'
                            from generate_series(1, 196) as numbers(number)
                            """.formatted(account));
            long refused = IntStream.range(0, 8)
                    .parallel()
                    .filter(number -> {
                        try {
                            store.schedules()
                                    .add(
                                            account,
                                            null,
                                            "x",
                                            "{}",
                                            "@daily",
                                            "UTC",
                                            Instant.parse("2999-01-01T00:00:00Z"));
                            return false;
                        } catch (ApiException e) {
                            assertThat(e)
                                    .hasMessage(
                                            "an account has at most 200 schedules; delete one that is no longer needed");
                            return true;
                        }
                    })
                    .count();
            assertThat(refused).isEqualTo(4);
            assertThat(store.schedules().list(account, null)).hasSize(ScheduleRepository.MOST);
        }
    }

    @EachEngine
    void manyThatAreDueAreFoundSomeAtATime(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            List<Long> made = IntStream.range(0, 120)
                    .mapToObj(i -> add(store, Duration.ZERO).id())
                    .toList();
            List<Long> found = new ArrayList<>();
            for (List<Schedule> due = store.schedules().dueAfter(0);
                    !due.isEmpty();
                    due = store.schedules().dueAfter(found.getLast())) {
                assertThat(due).hasSizeLessThanOrEqualTo(50);
                due.forEach(each -> found.add(each.id()));
            }
            assertThat(found).isEqualTo(made);
        }
    }

    @EachEngine
    void whatIsAskedAtLengthCannotBeScheduled(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThatThrownBy(() -> store.schedules()
                            .add(
                                    ACCOUNT,
                                    PROJECT,
                                    "x",
                                    "x".repeat(ScheduleRepository.LONGEST_REQUEST + 1),
                                    "@daily",
                                    "UTC",
                                    clock.instant()))
                    .hasMessage("body: got «65537 characters of filters and settings», expected at most 65536");
        }
    }

    @EachEngine
    void aFailureIsNotedUntilATaskIsMadeAgain(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Schedule due = add(store, Duration.ZERO);
            Instant next = clock.instant().plus(Duration.ofDays(7));
            store.schedules().failed(due, "no such project", next);
            Schedule failed = store.schedules().get(ACCOUNT, null, due.id()).orElseThrow();
            assertThat(failed.failure()).isEqualTo("no such project");
            assertThat(failed.nextRunAt()).isEqualTo(next);
            // Another node found the schedule at the same time, and its update comes too late.
            store.schedules().failed(due, "late", next.plus(Duration.ofDays(7)));
            assertThat(store.schedules().get(ACCOUNT, null, due.id())).contains(failed);

            clock.advance(Duration.ofDays(7));
            assertThat(store.schedules().run(failed, task("a"), next.plus(Duration.ofDays(7))))
                    .isTrue();
            assertThat(store.schedules()
                            .get(ACCOUNT, null, due.id())
                            .orElseThrow()
                            .failure())
                    .isNull();
        }
    }
}
