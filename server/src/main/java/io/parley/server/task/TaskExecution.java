// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Execution of a task by a worker. */
final class TaskExecution implements TaskProgress {
    /** Interval of heartbeats while nothing changes. */
    private static final long SIGN_OF_LIFE_NS =
            TaskRepository.SILENCE.dividedBy(6).toNanos();

    private final TaskRepository tasks;
    private final Task task;
    private final String worker;
    private final List<Runnable> stops = new ArrayList<>();
    private volatile long rows;
    private volatile @Nullable Long total;
    private volatile boolean cancelled;
    private long notedRows = -1;
    private long notedAt;

    TaskExecution(TaskRepository tasks, Task task, String worker) {
        this.tasks = tasks;
        this.task = task;
        this.worker = worker;
    }

    Task task() {
        return task;
    }

    /** Returns the task's id. */
    String id() {
        return task.id();
    }

    @Override
    public void total(long rows) {
        total = rows;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread that executes the task writes it.
    public void done(int more) {
        if (cancelled) {
            throw new Cancelled();
        }
        rows += more;
    }

    @Override
    public void whenCancelled(Runnable stop) {
        synchronized (stops) {
            stops.add(stop);
            if (cancelled) {
                stop.run();
            }
        }
    }

    /**
     * Writes the progress to the task table if it has changed or a heartbeat is due; otherwise only checks there
     * whether the task was cancelled.
     */
    void note() {
        if (!cancelled && !(isNews() ? isNoted() : tasks.isHeldBy(task.id(), worker))) {
            cancel();
        }
    }

    private boolean isNews() {
        return rows != notedRows || System.nanoTime() - notedAt > SIGN_OF_LIFE_NS;
    }

    private boolean isNoted() {
        notedRows = rows;
        notedAt = System.nanoTime();
        Long all = total;
        // Rows that were ingested after the count are part of the task, too.
        return tasks.progress(task.id(), worker, notedRows, all == null ? null : Math.max(notedRows, all));
    }

    /** Cancels the task as soon as possible. */
    void cancel() {
        synchronized (stops) {
            cancelled = true;
            stops.forEach(Runnable::run);
        }
    }

    /** Drops the registered actions: the task has ended, so that a later cancellation must not stop anything. */
    void over() {
        synchronized (stops) {
            stops.clear();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }
}
