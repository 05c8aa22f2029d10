// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.FailureLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;

/** Periodic job on its own thread, while the server runs. */
public abstract class PeriodicJob implements SmartLifecycle {
    private final String thread;
    private final long everyNs;
    private final String sought;
    private final FailureLog failures = new FailureLog(getClass());
    private volatile boolean running;

    /**
     * Creates a job.
     *
     * @param thread name of its thread
     * @param every pause between two runs
     * @param sought what a run looks for, for the log entry of a failed run
     */
    protected PeriodicJob(String thread, Duration every, String sought) {
        this.thread = thread;
        this.everyNs = every.toNanos();
        this.sought = sought;
    }

    /** Does the work that is due. An exception is logged, and the job continues with the next run. */
    protected abstract void runDue();

    /** Returns the log for failures. */
    protected final FailureLog failures() {
        return failures;
    }

    private void work() {
        while (running) {
            try {
                runDue();
            } catch (Throwable e) {
                failures.error("could not look for " + sought, e);
            }
            LockSupport.parkNanos(everyNs);
        }
    }

    @Override
    public final void start() {
        running = true;
        Thread.ofPlatform().name(thread).daemon().start(this::work);
    }

    @Override
    public final void stop() {
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
