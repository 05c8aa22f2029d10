// SPDX-License-Identifier: Apache-2.0
package io.parley.core.memory;

import io.parley.core.error.ApiException;
import io.parley.core.error.Overload;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the total memory of all calls in progress: bodies, parsed data, records until commit, rows of answers.
 * Sizes are upper estimates in bytes. A call that exceeds the limit is refused at once, because waiting calls would
 * hold memory too.
 *
 * <p>A part of the budget is reserved for small callers, so large calls cannot starve small ones.
 */
public final class MemoryBudget {
    /** The budget is the heap divided by this. The rest is for the server itself, estimation errors and garbage. */
    public static final int PART_OF_HEAP = 4;

    /** Maximum bytes of a small caller. */
    public static final long LITTLE = 512 * 1024;

    /** The budget divided by this is reserved for small callers. */
    private static final int PART_FOR_LITTLE = 4;

    private static final ThreadLocal<@Nullable Lease> CURRENT = new ThreadLocal<>();

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** @param most maximum bytes of all leases together */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** Returns a budget derived from this JVM's maximum heap. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Returns the maximum bytes of all leases together. */
    public long most() {
        return most;
    }

    /** Returns the bytes currently held by all leases. */
    public long used() {
        return used.get();
    }

    /** Returns an empty lease for a new caller. */
    public Lease lease() {
        return new Lease(this, new AtomicLong());
    }

    /** Returns the lease of the call that this thread executes; null for none. */
    public static @Nullable Lease current() {
        return CURRENT.get();
    }

    /** Sets the lease of the call that this thread executes; null for none. @return the previous one */
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

    /** Memory held by one part of a caller's work until it is closed. Thread-safe. */
    public static final class Lease implements AutoCloseable {
        private final MemoryBudget budget;
        /** Bytes held by all leases of the caller. */
        private final AtomicLong ofCaller;

        private long held;
        private boolean closed;

        private Lease(MemoryBudget budget, AtomicLong ofCaller) {
            this.budget = budget;
            this.ofCaller = ofCaller;
        }

        /** Returns an empty lease of the same caller, which may outlive this one. */
        public Lease another() {
            return new Lease(budget, ofCaller);
        }

        /** Takes additional bytes. @return false when they exceed the budget; then nothing was taken */
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
         * Takes additional bytes.
         *
         * @throws ApiException when they exceed the budget
         */
        public void grow(long bytes) {
            if (!tryGrow(bytes)) {
                throw ApiException.overloaded(Overload.MEMORY);
            }
        }

        /**
         * Takes the bytes missing to the given total, if any.
         *
         * @throws ApiException when they exceed the budget
         */
        public synchronized void growTo(long bytes) {
            if (bytes > held) {
                grow(bytes - held);
            }
        }

        /** Returns the bytes that it holds. */
        public synchronized long held() {
            return held;
        }

        /** Returns the maximum bytes of all leases of all callers together. */
        public long most() {
            return budget.most;
        }

        /** Releases all bytes; idempotent. */
        @Override
        public synchronized void close() {
            closed = true;
            budget.used.addAndGet(-held);
            ofCaller.addAndGet(-held);
            held = 0;
        }
    }
}
