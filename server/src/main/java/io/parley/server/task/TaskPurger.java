// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.FailureLog;
import io.parley.store.task.TaskRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Periodic purge of tasks that ended long ago, of their files, and of files that crashes left behind. */
final class TaskPurger implements AutoCloseable {
    private static final Duration EVERY = Duration.ofHours(1);

    private final TaskRepository tasks;
    private final TaskFiles files;
    private final Duration keep;
    private final Clock clock;
    private final FailureLog failures = new FailureLog(TaskPurger.class);
    private final ScheduledExecutorService hours = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("task-upkeep").daemon().factory());

    /**
     * @param keep retention period of a task and its file after its end
     * @param clock clock of the file system's timestamps
     */
    TaskPurger(TaskRepository tasks, TaskFiles files, Duration keep, Clock clock) {
        this.tasks = tasks;
        this.files = files;
        this.keep = keep;
        this.clock = clock;
        hours.scheduleWithFixedDelay(this::purge, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Deletes tasks and files beyond the retention period. */
    void purge() {
        try {
            tasks.deleteEndedBefore(tasks.now().minus(keep)).forEach(this::delete);
            // Files that other nodes deleted from the table only, for example because they crashed before they deleted
            // the file.
            tasks.withoutFiles().forEach(this::delete);
            files.deleteUntouchedSince(clock.instant().minus(keep));
        } catch (Throwable e) {
            failures.warn("old reports could not be deleted; the next look is in an hour", e);
        }
    }

    /** Deletes the file of a task; a failure does not stop the others. */
    private void delete(String taskId) {
        try {
            files.delete(taskId);
        } catch (RuntimeException e) {
            failures.warn("the file of an old report could not be deleted; the next look is in an hour", e);
        }
    }

    @Override
    public void close() {
        hours.shutdownNow();
    }
}
