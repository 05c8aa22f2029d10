// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.server.task.TaskProgress;
import io.parley.store.Store;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files, each of which takes memory in addition to the store's. */
class ReportTaskHandlerTest {
    @TempDir
    Path folder;

    private static Task task(FileType type) {
        return new Task(
                "a",
                1,
                7L,
                "MESSAGES",
                "{\"projects\":{\"7\":\"coffee\"},\"body\":{\"settings\":{\"fileType\":\"" + type
                        + "\"}},\"zone\":\"Z\",\"language\":\"EN\"}",
                TaskStatus.STARTED,
                0,
                null,
                "a",
                null,
                Instant.EPOCH,
                null);
    }

    /** Progress that records the state of a task, and blocks the task until it is released. */
    private static class Watched implements TaskProgress {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch waits = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void total(long rows) {
            begun.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void done(int more) {
            waits.countDown();
        }

        @Override
        public void whenCancelled(Runnable stop) {
            // Is never cancelled.
        }
    }

    private Future<Long> write(ReportTaskHandler job, FileType type, String file, TaskProgress progress) {
        CompletableFuture<Long> rows = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                rows.complete(job.perform(task(type), folder.resolve(file), progress));
            } catch (Throwable e) {
                rows.completeExceptionally(e);
            }
        });
        return rows;
    }

    @Test
    void oneIsWrittenAfterTheOtherWhileFilesOfOtherTypesAreWritten() throws Exception {
        try (Store store = Store.embedded(folder.resolve("store"), Clock.systemUTC())) {
            ReportTaskHandler job = new ReportTaskHandler(
                    new ReportQueries(store.conversations(), store.stateRoutes(), store.reactions()),
                    store::openCancellationScope);
            Watched first = new Watched();
            Watched second = new Watched();
            Watched other = new Watched();
            Future<Long> one = write(job, FileType.PARQUET, "one", first);
            first.begun.await();
            Future<Long> two = write(job, FileType.PARQUET, "two", second);
            second.waits.await();
            assertThat(second.begun.getCount()).isEqualTo(1);
            other.mayGoOn.countDown();
            assertThat(write(job, FileType.CSV, "three", other).get()).isZero();

            assertThatThrownBy(() -> job.perform(task(FileType.PARQUET), folder.resolve("four"), new Watched() {
                        @Override
                        public void done(int more) {
                            throw new IllegalStateException("cancelled");
                        }
                    }))
                    .hasMessage("cancelled");
            first.mayGoOn.countDown();
            assertThat(one.get()).isZero();
            second.mayGoOn.countDown();
            assertThat(two.get()).isZero();
        }
    }
}
