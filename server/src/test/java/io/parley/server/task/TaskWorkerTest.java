// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.server.fixture.LogCapture;
import io.parley.store.FsyncRecorder;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers with a jumping clock, paused workers, and workers that die. */
class TaskWorkerTest {
    private static final String KIND = "MESSAGES";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @Test
    void aTaskIsDoneOnceThoughTheClockJumpsWhileItIsDone() throws Exception {
        try (Store store = Store.embedded(folder.resolve("store"), clock)) {
            TaskFiles files = new TaskFiles(folder.resolve("reports"), store.sharedTaskFiles());
            SlowJob job = new SlowJob("whole");
            store.tasks().add("a", 1, null, KIND, "{}", "a.csv");
            try (TaskWorker worker =
                    new TaskWorker(store.tasks(), files, kinds(job), "node", 2, store::isUnavailable)) {
                job.begun.await();
                clock.advance(TaskRepository.SILENCE.multipliedBy(10));
                // Wakes up the other thread with a task of a kind that no job here executes. The thread must leave the
                // running task alone.
                store.tasks().add("b", 1, null, "OTHER", "{}", null);
                worker.call();
                assertThat(store.tasks().claim("node", Set.of(KIND), Set.of("a", "b")))
                        .isEmpty();
                job.mayEnd.countDown();
                completed(store, "a");
            }
            assertThat(job.performed).hasValue(1);
            assertThat(Files.readString(files.find("a").orElseThrow())).isEqualTo("whole");
        }
    }

    @Test
    void whoWasHaltedAndHasLostItsTaskLeavesTheOtherOnesFileAlone() throws Exception {
        List<Store> nodes = TestEngine.POSTGRES.nodes(clock);
        try (Store one = nodes.getFirst();
                Store two = nodes.getLast()) {
            TaskFiles files = new TaskFiles(folder.resolve("one"), one.sharedTaskFiles());
            TaskFiles others = new TaskFiles(folder.resolve("two"), two.sharedTaskFiles());
            SlowJob slow = new SlowJob("too late");
            one.tasks().add("a", 1, null, KIND, "{}", "a.csv");
            try (TaskWorker halted = new TaskWorker(one.tasks(), files, kinds(slow), "one", 1, one::isUnavailable)) {
                slow.begun.await();
                SlowJob quick = new SlowJob("in time");
                quick.mayEnd.countDown();
                clock.advance(TaskRepository.SILENCE.multipliedBy(10));
                try (TaskWorker other =
                        new TaskWorker(two.tasks(), others, kinds(quick), "two", 1, two::isUnavailable)) {
                    completed(two, "a");
                }
                slow.mayEnd.countDown();
                slow.ended.await();
            }
            assertThat(one.tasks().get(1, null, "a").orElseThrow().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(Files.readString(files.find("a").orElseThrow())).isEqualTo("in time");
        }
    }

    @Test
    void aTaskThatBreaksEverythingFailsAndTheNextOneIsDone() throws Exception {
        try (Store store = Store.embedded(folder.resolve("store"), clock)) {
            TaskFiles files = new TaskFiles(folder.resolve("reports"), store.sharedTaskFiles());
            SlowJob job = new SlowJob("whole") {
                @Override
                public long perform(Task task, Path file, TaskProgress progress) throws IOException {
                    if (task.id().equals("deadly")) {
                        throw new StackOverflowError();
                    }
                    return super.perform(task, file, progress);
                }
            };
            job.mayEnd.countDown();
            store.tasks().add("deadly", 1, null, KIND, "{}", "a.csv");
            store.tasks().add("good", 1, null, KIND, "{}", "b.csv");
            try (TaskWorker worker =
                    new TaskWorker(store.tasks(), files, kinds(job), "node", 1, store::isUnavailable)) {
                completed(store, "good");
            }
            Task deadly = store.tasks().get(1, null, "deadly").orElseThrow();
            assertThat(deadly.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(deadly.failure()).isEqualTo("the task could not be done; the server's log says why");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestEngine.class,
            names = {"DUCKDB", "POSTGRES"})
    void aTaskWhoseEndCouldNotBeNotedIsDoneAgainByTheSameNode(TestEngine engine) throws Exception {
        try (Store store = engine.open(clock)) {
            TaskFiles files = new TaskFiles(folder.resolve("reports"), store.sharedTaskFiles());
            SlowJob job = new SlowJob("whole");
            store.tasks().add("a", 1, null, KIND, "{}", "a.csv");
            try (TaskWorker worker =
                    new TaskWorker(store.tasks(), files, kinds(job), "node", 1, store::isUnavailable)) {
                job.begun.await();
                StoreProbe.sql(store).execute("alter table task rename to task_elsewhere");
                try (LogCapture log = new LogCapture()) {
                    job.mayEnd.countDown();
                    await().until(() -> log.complaints().stream()
                            .anyMatch(line -> line.contains("the task worker could not do its work")));
                }
                StoreProbe.sql(store).execute("alter table task_elsewhere rename to task");
                assertThat(store.tasks().get(1, null, "a").orElseThrow().status())
                        .isEqualTo(TaskStatus.STARTED);
                clock.advance(TaskRepository.SILENCE.plusSeconds(1));
                worker.call();
                completed(store, "a");
            }
            assertThat(job.performed).hasValue(2);
            assertThat(Files.readString(files.find("a").orElseThrow())).isEqualTo("whole");
        }
    }

    @Test
    void theFileOfATaskIsOnTheDiskBeforeItHasItsName() throws Exception {
        TaskFiles files = new TaskFiles(folder, Optional.empty());
        Files.writeString(files.partialFile("a"), "whole");
        assertThat(FsyncRecorder.during(() -> files.finish("a"))).containsExactly(files.partialFile("a"), folder);
        assertThat(files.find("a")).isPresent();
    }

    private static TaskKinds kinds(TaskHandler job) {
        return new TaskKinds(List.of(job));
    }

    private static void completed(Store store, String id) {
        await().until(() -> store.tasks().get(1, null, id).orElseThrow().status() == TaskStatus.COMPLETED);
    }

    /** Job that writes a text once it is released. */
    private static class SlowJob implements TaskHandler {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        final AtomicInteger performed = new AtomicInteger();
        private final String text;

        SlowJob(String text) {
            this.text = text;
        }

        @Override
        public Set<String> kinds() {
            return Set.of(KIND);
        }

        @Override
        public boolean isCancellable() {
            return true;
        }

        @Override
        public TaskDescription describe(Task task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long perform(Task task, Path file, TaskProgress progress) throws IOException {
            performed.incrementAndGet();
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Files.writeString(file, text);
            ended.countDown();
            return 1;
        }
    }
}
