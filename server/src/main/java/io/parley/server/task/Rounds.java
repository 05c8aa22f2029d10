// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.FailureLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;

/** Looks again and again, on a thread of its own, whether it is time for something, while the server runs. */
public abstract class Rounds implements SmartLifecycle {
    private final String thread;
    private final long everyNs;
    private final String sought;
    private final FailureLog failures = new FailureLog(getClass());
    private volatile boolean running;

    /**
     * Looks as often as that.
     *
     * @param thread its name
     * @param every the pause between two looks
     * @param sought what is looked for, to say that it could not be
     */
    protected Rounds(String thread, Duration every, String sought) {
        this.thread = thread;
        this.everyNs = every.toNanos();
        this.sought = sought;
    }

    /** Does what it is time for; what it throws is logged, and the next look follows. */
    protected abstract void runDue();

    /** The log of what fails. */
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
