// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.core.problem.Refused;
import io.parley.store.task.Task;
import io.parley.store.task.Tasks;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Does background tasks, one at a time a thread, as the task table says. Nothing about a task is kept here: a worker that dies leaves a task
 * which another one begins anew.
 */
public final class TaskWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);

    /** How often the table is looked at when nobody calls. */
    private static final long LOOK_EVERY_MS = 1000;
    /** How often running tasks note their progress, and so learn whether they were cancelled. */
    private static final long NOTE_EVERY_MS = 250;

    private final Tasks tasks;
    private final TaskFiles files;
    private final String name;
    private final Map<String, Job> jobs;
    private final Semaphore calls = new Semaphore(0);
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("task-pulse").daemon().factory());
    private final List<Thread> threads;
    private volatile boolean closed;

    /**
     * Begins to work.
     *
     * @param name of this server among those that share the store; what an earlier life of it had begun is begun anew
     * @param atOnce tasks done at once
     */
    TaskWorker(Tasks tasks, TaskFiles files, Collection<Job> jobs, String name, int atOnce) {
        this.tasks = tasks;
        this.files = files;
        this.name = name;
        this.jobs = jobs.stream()
                .flatMap(job -> job.kinds().stream().map(kind -> Map.entry(kind, job)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        tasks.release(name);
        pulse.scheduleWithFixedDelay(this::note, NOTE_EVERY_MS, NOTE_EVERY_MS, TimeUnit.MILLISECONDS);
        this.threads = IntStream.rangeClosed(1, atOnce)
                .mapToObj(number -> Thread.ofPlatform().name("task-" + number).start(this::work))
                .toList();
    }

    /** Says that there is a new task. */
    public void call() {
        calls.release();
    }

    private void work() {
        while (!closed) {
            try {
                var task = tasks.claim(name, jobs.keySet());
                if (task.isPresent()) {
                    try (MDC.MDCCloseable logged =
                            MDC.putCloseable("task", task.get().id())) {
                        perform(task.get());
                    }
                } else if (calls.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // The table cannot be read or written just now; a later look may find it, and another worker the task
                // by its silence.
                LOG.error("the task worker could not do its work", e);
                pause();
            }
        }
    }

    private void perform(Task task) {
        Running progress = new Running(tasks, task, name);
        running.add(progress);
        try {
            long rows = rows(task, progress);
            if (!tasks.isHeldBy(task.id(), name)) {
                throw new Progress.Cancelled();
            }
            if (task.fileName() != null) {
                files.finish(task.id());
            }
            if (!tasks.complete(task.id(), name, rows) && !tasks.mayHaveFile(task.id())) {
                files.delete(task.id());
            }
        } catch (Throwable e) {
            // The task may be another worker's by now, and so what the store has of its file.
            files.deleteHere(task.id());
            if (closed) {
                tasks.putBack(task.id(), name);
            } else if (!progress.isCancelled() && !(e instanceof Progress.Cancelled)) {
                tasks.fail(task.id(), name, words(task, e));
            }
        } finally {
            running.remove(progress);
        }
    }

    private long rows(Task task, Running progress) throws IOException {
        try {
            return Objects.requireNonNull(jobs.get(task.kind())).perform(task, files.growing(task.id()), progress);
        } finally {
            progress.over();
        }
    }

    /** Why a task failed, for the person who started it; what is the operator's matter goes into the log. */
    private static String words(Task task, Throwable e) {
        if (e instanceof Refused refused) {
            return refused.words();
        }
        LOG.error("task {} ({}) failed", task.id(), task.kind(), e);
        boolean full = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("No space left on device"));
        return full
                ? "there was no space left on the server's disk"
                : "the task could not be done; the server's log says why";
    }

    private void note() {
        for (Running task : running) {
            try {
                task.note();
            } catch (RuntimeException e) {
                LOG.warn("a task's progress could not be noted", e);
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

    /** Stops; what is being done is put back, and begun anew by another worker or at the next start. */
    @Override
    public void close() {
        closed = true;
        call();
        running.forEach(Running::cancel);
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
