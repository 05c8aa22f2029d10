// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class SchedulesTest {
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
            assertThat(store.schedules().due()).isEmpty();
            clock.advance(Duration.ofHours(1));
            Schedule due = store.schedules().due().getFirst();
            Instant next = clock.instant().plus(Duration.ofDays(7));
            List<String> made = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(node -> "task-" + node)
                    .filter(id -> store.schedules().run(due, task(id), next))
                    .toList();
            assertThat(made).hasSize(1);
            assertThat(store.tasks().list(ACCOUNT, null, List.of("MESSAGES")))
                    .extracting(Task::id)
                    .isEqualTo(made);
            Schedule after = store.schedules().get(ACCOUNT, null, due.id()).orElseThrow();
            assertThat(after.nextRunAt()).isEqualTo(next);
            assertThat(after.lastTaskId()).isEqualTo(made.getFirst());
            assertThat(store.schedules().due()).isEmpty();
        }
    }
}
