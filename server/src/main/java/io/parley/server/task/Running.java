// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.task.Task;
import io.parley.store.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task while a worker does it. */
final class Running implements Progress {
    /** How often a sign of life is given while nothing changes. */
    private static final long SIGN_OF_LIFE_NS = Tasks.SILENCE.dividedBy(6).toNanos();

    private final Tasks tasks;
    private final Task task;
    private final String worker;
    private final List<Runnable> stops = new ArrayList<>();
    private volatile long rows;
    private volatile @Nullable Long total;
    private volatile boolean cancelled;
    private long notedRows = -1;
    private long notedAt;

    Running(Tasks tasks, Task task, String worker) {
        this.tasks = tasks;
        this.task = task;
        this.worker = worker;
    }

    Task task() {
        return task;
    }

    /** The task's id. */
    String id() {
        return task.id();
    }

    @Override
    public void total(long rows) {
        total = rows;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread does the task; the other one only looks.
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

    /** Notes in the table how far the task has come, if there is news, or for a sign of life; learns there whether it is cancelled. */
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
        // Rows that arrived since they were counted belong to the task, too.
        return tasks.progress(task.id(), worker, notedRows, all == null ? null : Math.max(notedRows, all));
    }

    /** Ends the task as soon as may be. */
    void cancel() {
        synchronized (stops) {
            cancelled = true;
            stops.forEach(Runnable::run);
        }
    }

    /** Says that the task waits for nothing any more: from now on nothing is stopped for its sake. */
    void over() {
        synchronized (stops) {
            stops.clear();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }
}
