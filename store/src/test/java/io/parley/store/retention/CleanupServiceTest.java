// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.RandomLog;
import io.parley.core.log.TimestampedValue;
import io.parley.core.page.PageRequest;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.query.MessageView;
import io.parley.store.query.SessionView;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Tests that old content is deleted, and that all counts stay. */
class CleanupServiceTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant LIMIT = Instant.parse("2026-03-05T00:00:00Z");
    private static final String SECRET = "Zq7secret";

    private final SettableClock clock = new SettableClock(NOON);

    @EachEngine
    void ofAnOldMessageNoTextStaysAndAllElseDoes(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Instant old = LIMIT.minusSeconds(1);
            fixture.append(List.of(
                    SecretBearingMessages.everywhere("anna", "s", "q1", old, SECRET),
                    SecretBearingMessages.plain("anna", "s", "q2", LIMIT, "young")));
            assertThat(clean(fixture, LIMIT)).isEqualTo(1);

            MessageView message = message(fixture, "q1");
            MessageRow row = message.message();
            assertThat(row.cleaned()).isTrue();
            assertThat(row.turn())
                    .isEqualTo(SecretBearingMessages.everywhere("anna", "s", "q1", old, SECRET)
                            .turn()
                            .withoutContent());
            assertThat(row.turn().toString())
                    .doesNotContain(SECRET)
                    .contains("/state", "/class", "/from", "done", "topic");
            assertThat(row.turn().question()).isEmpty();
            assertThat(row.turn().replies().transfer()).isTrue();
            assertThat(message(fixture, "q2").message().turn().question()).isEqualTo("young");
            SessionView session = message.session();
            assertThat(TimestampedValue.valueOf(session.session().firstQuestion()))
                    .isEmpty();
            assertThat(TimestampedValue.valueOf(session.session().lastQuestion()))
                    .isEqualTo("young");
            assertThat(session.data()).isEmpty();
            assertThat(session.session().questionCount()).isEqualTo(2);
            assertThat(session.session().call().recording()).isNull();
            assertThat(session.labels()).hasSize(1);
            StoreProbe.contents(fixture.store()).forEach((table, rows) -> {
                if (!table.equals("client")) {
                    assertThat(rows).as(table).noneMatch(each -> each.contains(SECRET));
                }
            });
            assertThat(clean(fixture, LIMIT)).isZero();
        }
    }

    @EachEngine
    void summariesAreThoseThatCleanedMessagesWouldMake(TestEngine engine) {
        for (long seed : List.of(1L, 2L)) {
            // A part may move a message to a later time, where its content would have stayed; what was deleted by then
            // is lost.
            List<LogRecord> records = new RandomLog(new Random(seed))
                    .records(150).stream()
                            .filter(record -> !(record instanceof LogRecord.Message message && message.isPart()))
                            .toList();
            Instant limit = RandomLog.START.plus(Duration.ofDays(4));
            Map<String, List<String>> cleaned;
            try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
                fixture.append(records);
                clean(fixture, limit);
                // Records that are reported again, in any order, restore nothing that the next run does not delete.
                List<LogRecord> again = new ArrayList<>(records);
                Collections.shuffle(again, new Random(seed));
                fixture.append(again);
                clean(fixture, limit);
                cleaned = StoreProbe.contents(fixture.store());
                assertThat(fixture.store().cleanups().count(fixture.projectId(), limit))
                        .isZero();
            }
            try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
                for (int i = 0; i < records.size(); i++) {
                    fixture.append(List.of(records.get(i)));
                    if (i % 10 == 0) {
                        clean(fixture, limit);
                    }
                }
                fixture.append(records);
                clean(fixture, limit);
                Differences.assertSame("seed " + seed, StoreProbe.contents(fixture.store()), cleaned);
            }
        }
    }

    @EachEngine
    void aRepeatBringsNothingBackAndALaterVersionIsCleanedByTheNextRun(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Instant old = LIMIT.minusSeconds(10);
            LogRecord.Message first = SecretBearingMessages.plain("anna", "s", "q", old, "old words");
            fixture.append(List.of(first));
            clean(fixture, LIMIT);
            fixture.append(List.of(first));
            assertThat(message(fixture, "q").message().turn().question()).isEmpty();
            assertThat(fixture.store().cleanups().count(fixture.projectId(), LIMIT))
                    .isZero();
            fixture.append(List.of(
                    SecretBearingMessages.plain("anna", "s", "q", old.plusSeconds(1), "other words"),
                    SecretBearingMessages.plain("anna", "s", "late", old, "late")));
            assertThat(message(fixture, "q").message().turn().question()).isEqualTo("other words");
            assertThat(fixture.store().cleanups().count(fixture.projectId(), LIMIT))
                    .isEqualTo(2);
            assertThat(clean(fixture, LIMIT)).isEqualTo(2);
            assertThat(message(fixture, "q").message().turn().question()).isEmpty();
            assertThat(message(fixture, "late").message().turn().question()).isEmpty();
        }
    }

    @EachEngine
    void otherProjectsKeepTheirs(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(SecretBearingMessages.plain("anna", "s", "q", LIMIT.minusSeconds(1), "old words")));
            long other = fixture.projectIds().getLast();
            assertThat(fixture.store()
                            .cleanups()
                            .clean(other, Instant.EPOCH, LIMIT)
                            .messages())
                    .isZero();
            assertThat(message(fixture, "q").message().turn().question()).isEqualTo("old words");
        }
    }

    @EachEngine
    void whatComesWhileCleaningGoesOnIsNeitherLostNorKeptWhole(TestEngine engine) throws Exception {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            int messages = 300;
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < messages; i++) {
                    LogRecord.Message message = SecretBearingMessages.plain(
                            "client " + i % 7,
                            "s" + i % 5,
                            "q" + i,
                            LIMIT.minusSeconds(messages / 2).plusSeconds(i),
                            "words");
                    done.add(threads.submit(() -> fixture.append(List.of(message))));
                    if (i % 50 == 0) {
                        done.add(threads.submit(() -> clean(fixture, LIMIT)));
                    }
                }
                for (Future<?> each : done) {
                    each.get(2, TimeUnit.MINUTES);
                }
            }
            clean(fixture, LIMIT);
            List<MessageView> all = messages(fixture);
            assertThat(all).hasSize(messages);
            assertThat(all)
                    .allMatch(view -> view.message().cleaned()
                            == view.message().turn().time().isBefore(LIMIT));
            assertThat(all)
                    .allMatch(view -> view.message().cleaned()
                            == "".equals(view.message().turn().question()));
        }
    }

    @EachEngine
    void itIsTimeForAProjectOnceADayOnOneNode(TestEngine engine) {
        List<Store> nodes = engine.nodes(clock);
        Store store = nodes.getFirst();
        Store other = nodes.getLast();
        try (StoreFixture fixture = new StoreFixture(store)) {
            long project = fixture.projectId();
            assertThat(store.cleanups().of(project)).isEmpty();
            store.cleanups().set(project, 5);
            CleanupPolicy cleanup = new CleanupPolicy(project, 5, Instant.parse("2026-03-11T00:01:00Z"));
            assertThat(other.cleanups().of(project)).contains(cleanup);
            assertThat(cleanup.limit(NOON)).isEqualTo(LIMIT);
            assertThat(new CleanupPolicy(project, 0, NOON).limit(NOON))
                    .isEqualTo(Instant.parse("2026-03-10T00:00:00Z"));
            assertThat(store.cleanups().due()).isEmpty();
            clock.advance(Duration.ofDays(3));
            CleanupPolicy due = store.cleanups().due().getFirst();
            assertThat(other.cleanups().run(due, task(fixture, "one"))).isTrue();
            assertThat(store.cleanups().run(due, task(fixture, "two"))).isFalse();
            assertThat(store.cleanups().due()).isEmpty();
            assertThat(store.cleanups().of(project).orElseThrow().nextRunAt())
                    .isEqualTo(Instant.parse("2026-03-14T00:01:00Z"));
            store.cleanups().set(project, null);
            assertThat(store.cleanups().of(project)).isEmpty();
        } finally {
            if (other != store) {
                other.close();
            }
        }
    }

    // ---- Test data

    static int clean(StoreFixture fixture, Instant before) {
        int all = 0;
        CleanupService.Step step = new CleanupService.Step(1, Instant.EPOCH);
        while (step.messages() > 0) {
            step = fixture.store().cleanups().clean(fixture.projectId(), step.reached(), before);
            all += step.messages();
        }
        return all;
    }

    private Task task(StoreFixture fixture, String id) {
        return new Task(
                id,
                fixture.accountId(),
                fixture.projectId(),
                "CLEANUP",
                "{}",
                TaskStatus.CREATED,
                0,
                null,
                null,
                null,
                clock.instant(),
                null);
    }

    static List<MessageView> messages(StoreFixture fixture) {
        return fixture.store()
                .conversations()
                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows();
    }

    static MessageView message(StoreFixture fixture, String questionId) {
        return messages(fixture).stream()
                .filter(view -> view.message().turn().questionId().equals(questionId))
                .findFirst()
                .orElseThrow();
    }
}
