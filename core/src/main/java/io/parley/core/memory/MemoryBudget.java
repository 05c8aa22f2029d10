// SPDX-License-Identifier: Apache-2.0
package io.parley.core.memory;

import io.parley.core.problem.Refused;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds in sum what calls hold in memory: bodies, what is parsed of them, records until their commit, rows of answers. Sizes are estimates
 * from above, in bytes. Whoever finds nothing left is refused at once, because waiting would hold memory, too.
 *
 * <p>A part is kept for callers that hold little, so that large calls never keep small ones out.
 */
public final class MemoryBudget {
    /** The budget is the heap divided by this. The rest is for the server itself, for estimates that are too low, and for garbage. */
    public static final int PART_OF_HEAP = 4;

    /** Up to so many bytes a caller holds little. */
    public static final long LITTLE = 512 * 1024;

    /** The budget divided by this is kept for callers that hold little. */
    private static final int PART_FOR_LITTLE = 4;

    private static final ThreadLocal<@Nullable Lease> CURRENT = new ThreadLocal<>();

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** @param most bytes that all leases may hold together */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** The budget that this process' heap allows. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Bytes that all leases may hold together. */
    public long most() {
        return most;
    }

    /** Bytes that all leases hold now. */
    public long used() {
        return used.get();
    }

    /** An empty lease of a new caller. */
    public Lease lease() {
        return new Lease(this, new AtomicLong());
    }

    /** The lease of the call that this thread works for; null for none. */
    public static @Nullable Lease current() {
        return CURRENT.get();
    }

    /** Makes a lease the one of the call that this thread works for; null for none. @return the former one */
    public static @Nullable Lease setCurrent(@Nullable Lease lease) {
        Lease former = CURRENT.get();
        if (lease == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(lease);
        }
        return former;
    }

    private boolean take(long bytes, long ofCaller) {
        long available = ofCaller <= LITTLE ? most : most - most / PART_FOR_LITTLE;
        while (true) {
            long now = used.get();
            if (now + bytes > available) {
                return false;
            }
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    /** What one piece of a caller's work holds, until it is closed. Threads may share one. */
    public static final class Lease implements AutoCloseable {
        private final MemoryBudget budget;
        /** What all leases of the caller hold. */
        private final AtomicLong ofCaller;

        private long held;
        private boolean closed;

        private Lease(MemoryBudget budget, AtomicLong ofCaller) {
            this.budget = budget;
            this.ofCaller = ofCaller;
        }

        /** An empty lease of the same caller, which may outlive this one. */
        public Lease another() {
            return new Lease(budget, ofCaller);
        }

        /** Takes so many bytes more. @return false when they are not there; then nothing was taken */
        public synchronized boolean tryGrow(long bytes) {
            if (closed) {
                throw new IllegalStateException("the lease is closed");
            }
            if (!budget.take(bytes, ofCaller.get() + bytes)) {
                return false;
            }
            held += bytes;
            ofCaller.addAndGet(bytes);
            return true;
        }

        /**
         * Takes so many bytes more.
         *
         * @throws Refused when they are not there
         */
        public void grow(long bytes) {
            if (!tryGrow(bytes)) {
                throw Refused.overloaded();
            }
        }

        /**
         * Takes what lacks to so many bytes, if anything does.
         *
         * @throws Refused when it is not there
         */
        public synchronized void growTo(long bytes) {
            if (bytes > held) {
                grow(bytes - held);
            }
        }

        /** Bytes that it holds. */
        public synchronized long held() {
            return held;
        }

        /** Bytes that all leases of all callers may hold together. */
        public long most() {
            return budget.most;
        }

        /** Gives everything back; once is enough. */
        @Override
        public synchronized void close() {
            closed = true;
            budget.used.addAndGet(-held);
            ofCaller.addAndGet(-held);
            held = 0;
        }
    }
}
