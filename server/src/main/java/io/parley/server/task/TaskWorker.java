// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.core.error.ApiException;
import io.parley.store.FailureLog;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * Worker that executes background tasks from the task table, one at a time in each thread. All state of a task is in
 * the table: another worker restarts the tasks of one that died.
 */
public final class TaskWorker implements AutoCloseable {
    /** Interval at which the table is polled. */
    private static final long LOOK_EVERY_MS = 1000;
    /** Interval at which running tasks write their progress, and so detect a cancellation. */
    private static final long NOTE_EVERY_MS = 250;

    private final TaskRepository tasks;
    private final TaskFiles files;
    private final String name;
    private final TaskKinds kinds;
    private final Predicate<Throwable> isUnavailable;
    private final FailureLog failures = new FailureLog(TaskWorker.class);
    private final Semaphore calls = new Semaphore(0);
    private final Set<TaskExecution> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("task-pulse").daemon().factory());
    private final List<Thread> threads;
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param name unique name among the servers that share the store; tasks that a former process with this name had
     *     started are restarted
     * @param atOnce most tasks at a time
     * @param isAway whether an exception means that the database is unavailable, so that a retry makes sense
     */
    TaskWorker(
            TaskRepository tasks,
            TaskFiles files,
            TaskKinds kinds,
            String name,
            int atOnce,
            Predicate<Throwable> isUnavailable) {
        this.tasks = tasks;
        this.files = files;
        this.name = name;
        this.kinds = kinds;
        this.isUnavailable = isUnavailable;
        tasks.release(name);
        pulse.scheduleWithFixedDelay(this::note, NOTE_EVERY_MS, NOTE_EVERY_MS, TimeUnit.MILLISECONDS);
        this.threads = IntStream.rangeClosed(1, atOnce)
                .mapToObj(number -> Thread.ofPlatform().name("task-" + number).start(this::work))
                .toList();
    }

    /** Wakes up a thread for a new task. */
    public void call() {
        calls.release();
    }

    private void work() {
        while (!closed) {
            try {
                var next = claim();
                if (next.isPresent()) {
                    try (MDC.MDCCloseable logged =
                            MDC.putCloseable("task", next.get().id())) {
                        perform(next.get());
                    } finally {
                        running.remove(next.get());
                    }
                } else if (calls.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // The task table is unavailable. This thread polls it again; another worker takes over a task that
                // sends no heartbeats.
                failures.error("the task worker could not do its work", e);
                pause();
            }
        }
    }

    /**
     * Claims the next task. This is synchronized, so that the set of running tasks is complete when the next thread
     * claims. A task that is claimed by this server but not running, for example because writing its end failed, is
     * restarted like that of a dead worker.
     */
    private synchronized Optional<TaskExecution> claim() {
        List<String> doing = running.stream().map(TaskExecution::id).toList();
        Optional<TaskExecution> next =
                tasks.claim(name, kinds.all(), doing).map(task -> new TaskExecution(tasks, task, name));
        next.ifPresent(running::add);
        return next;
    }

    private void perform(TaskExecution progress) {
        Task task = progress.task();
        try {
            long rows = rows(task, progress);
            if (!tasks.isHeldBy(task.id(), name)) {
                throw new TaskProgress.Cancelled();
            }
            if (task.fileName() != null) {
                files.finish(task.id());
            }
            if (!tasks.complete(task.id(), name, rows) && !tasks.mayHaveFile(task.id())) {
                files.delete(task.id());
            }
        } catch (Throwable e) {
            if (!closed && isUnavailable.test(e)) {
                // It is unknown whether the end was written, so the file stays; an unfinished task is restarted.
                failures.warn("a task met a database that is away; it is begun anew unless it had ended", e);
                return;
            }
            deleteHere(task);
            if (closed) {
                tasks.requeueExpired(task.id(), name);
            } else if (!progress.isCancelled() && !(e instanceof TaskProgress.Cancelled)) {
                tasks.fail(task.id(), name, words(task, e));
            }
        }
    }

    /** Deletes only the local file: another worker may own the task by now, and with it the file in the store. */
    private void deleteHere(Task task) {
        try {
            files.deleteHere(task.id());
        } catch (RuntimeException e) {
            // The file is deleted later, together with other old files.
            failures.warn("the file of a task that did not come to its end could not be deleted", e);
        }
    }

    private long rows(Task task, TaskExecution progress) throws IOException {
        try {
            return kinds.handler(task).perform(task, files.partialFile(task.id()), progress);
        } finally {
            progress.over();
        }
    }

    /** Returns why a task failed, for the user who started it; details for the operator are logged. */
    private String words(Task task, Throwable e) {
        if (e instanceof ApiException refused) {
            return refused.words();
        }
        failures.errorEach("a task failed", "task " + task.id() + " (" + task.kind() + ") failed", e);
        boolean full = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("No space left on device"));
        return full
                ? "there was no space left on the server's disk"
                : "the task could not be done; the server's log says why";
    }

    private void note() {
        for (TaskExecution task : running) {
            try {
                task.note();
            } catch (Throwable e) {
                failures.warn("a task's progress could not be noted", e);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /**
     * Stops the threads. Running tasks return to the queue, and are restarted by another worker or at the next start.
     */
    @Override
    public void close() {
        closed = true;
        call();
        running.forEach(TaskExecution::cancel);
        for (Thread thread : threads) {
            thread.interrupt();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        pulse.shutdownNow();
    }
}
