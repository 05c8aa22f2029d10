// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.LogRecord;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.FailureLog;
import io.parley.store.engine.Engine;
import io.parley.store.rows.KeyFilter;
import io.parley.store.rows.StatusWeeks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of the conversation log. One thread writes; its next transaction contains all that arrived during the
 * current one (group commit), so that many small requests share one commit. A future completes only after the commit.
 *
 * <p>Manual changes of the log use the same thread, between two group commits. So no edit can conflict with a report of
 * a bot, or with another edit, on either engine.
 *
 * <p>Order, repetition and concurrency of appended records do not affect the resulting content of the log.
 */
public final class ConversationLog implements AutoCloseable {
    /** Maximum number of records in one transaction, unless a single submission has more. */
    private static final int GROUP = 10_000;

    /**
     * Maximum batching delay, in ns: a transaction waits for as many submissions as the previous one had. Otherwise the
     * fixed cost of each transaction would keep the writer, and half of two processors, busy when bots report more
     * often than a transaction takes.
     */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Idle time, in ns, before the data for comparisons is read in advance; a log that is open for a shorter time skips
     * it.
     */
    private static final long MOMENT = TimeUnit.SECONDS.toNanos(5);

    private static final KeyFilter.Room ROOM_FOR_KEYS = new KeyFilter.Room(24, 4);

    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final FailureLog failures = new FailureLog(ConversationLog.class);
    private final Engine engine;
    private final StatusWeeks statusWeeks;
    private final Clock clock;
    private final ExecutorService keyReader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("key-reader").factory());
    private final Thread writer;
    // Cache of the writer, used only by its thread.
    private final Remembered remembered;
    private @Nullable KeyFilter known;
    private volatile CommitWatch watch = commit -> {};
    /** Arrival of the oldest entry that is being written; null when none is. */
    private volatile @Nullable Instant inHandSince;

    private boolean closed;

    /** Number of submissions in the last transaction; used only by the writer's thread. */
    private int lastGroup;

    /**
     * Opens the log.
     *
     * @param statusWeeks filter that is filled with the existing and new statuses, if this is the only process that
     *     writes
     * @param clock measures how long appended records wait
     */
    public ConversationLog(Engine engine, StatusWeeks statusWeeks, Clock clock) {
        this.engine = engine;
        this.statusWeeks = statusWeeks;
        this.clock = clock;
        this.remembered = engine.isShared() ? Remembered.nothing() : Remembered.some();
        this.writer = Thread.ofPlatform().name("log-writer").start(this::writeUntilClosed);
    }

    /**
     * Appends records to a project's log.
     *
     * @return completes when they are committed; fails with {@link Refused} when the log is closing, and with the
     *     engine's exception when they could not be committed
     */
    public CompletableFuture<Receipt> append(long projectId, List<? extends LogRecord> records) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        add(new Pending.Append(Submission.of(engine.keys(), projectId, records), receipt, clock.instant()));
        return receipt;
    }

    /**
     * Changes the log manually, in a separate transaction, and waits for the commit.
     *
     * @param change the change; an exception rolls it back
     * @return the result of the change
     * @throws Refused when the log is closing; exceptions of the change are thrown, too
     */
    public <T> T edit(Function<DSLContext, T> change) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        add(new Pending.Edit<>(change, outcome, clock.instant()));
        try {
            return outcome.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void add(Pending pending) {
        synchronized (queue) {
            if (closed) {
                throw Refused.because(Problem.STORE_CLOSING, "the server is stopping; send it again");
            }
            queue.add(pending);
        }
    }

    /** Registers a listener for all further commits. */
    public void watch(CommitWatch watch) {
        this.watch = watch;
    }

    /** Returns how many submissions and edits are in the queue. */
    public int waiting() {
        return queue.size();
    }

    /** Returns how long the oldest uncommitted entry has waited; zero when there is none. */
    public Duration lag() {
        Instant since = inHandSince;
        if (since == null) {
            Pending next = queue.peek();
            since = next == null ? null : next.since();
        }
        Duration lag = since == null ? Duration.ZERO : Duration.between(since, clock.instant());
        // The clock may have been set back.
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /** Returns whether appended records will be written: the log is not closed, and its writer is alive. */
    public boolean isOpen() {
        synchronized (queue) {
            return !closed && writer.isAlive();
        }
    }

    /** Commits everything that was appended or edited and stops. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.add(new Pending.End(clock.instant()));
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        Pending next = first();
        while (!(next instanceof Pending.End)) {
            inHandSince = next.since();
            @Nullable
            Pending after = switch (next) {
                case Pending.Append first -> commitWithFollowers(first);
                case Pending.Edit<?> edit -> {
                    make(edit);
                    yield null;
                }
                case Pending.End end -> end;
            };
            inHandSince = null;
            next = after == null ? take() : after;
        }
        if (known != null) {
            known.close();
        }
        statusWeeks.close();
        keyReader.close();
    }

    /**
     * Waits for the first entry. Meanwhile it reads the data for comparisons in advance, unless the log is open only
     * for a short time.
     */
    private Pending first() {
        Pending soon = follower(MOMENT);
        if (soon != null) {
            return soon;
        }
        try {
            known();
        } catch (RuntimeException e) {
            // Retried when the first entry arrives.
            failures.warn("what is in the log could not be looked at", e);
        }
        return take();
    }

    private Pending take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // No code interrupts this thread. Even if it were, it must continue, because appended records must be
                // committed.
            }
        }
    }

    /**
     * Commits a submission together with those that arrive right after it; returns an entry that was taken after them,
     * if any. Clients that were answered together probably send again together. The first of them should not get a
     * transaction alone for which the others must wait. So the transaction waits for as many submissions as the last
     * one had, with a time limit.
     */
    private @Nullable Pending commitWithFollowers(Pending.Append first) {
        List<Pending.Append> group = new ArrayList<>(List.of(first));
        int records = first.submission.records().size();
        long begun = System.nanoTime();
        @Nullable Pending next = null;
        while (next == null && records < GROUP) {
            next = follower(group.size() < lastGroup ? begun + PATIENCE - System.nanoTime() : 0);
            if (next instanceof Pending.Append follower) {
                group.add(follower);
                records += follower.submission.records().size();
                next = null;
            } else if (next == null) {
                break;
            }
        }
        commit(group);
        lastGroup = group.size();
        return next;
    }

    /** Returns the next entry, or null if none arrives within a time in ns. */
    private @Nullable Pending follower(long patience) {
        try {
            return queue.poll(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // See take().
            return null;
        }
    }

    private <T> void make(Pending.Edit<T> edit) {
        try {
            edit.outcome.complete(engine.sql().transactionResult(configuration -> {
                engine.lockLog(configuration.dsl());
                return edit.change.apply(configuration.dsl());
            }));
        } catch (Throwable e) {
            // Includes errors such as a stack overflow or a lack of memory: later entries must be written.
            if (!(e instanceof Refused)) {
                failures.error("could not change the log", e);
            }
            edit.outcome.completeExceptionally(e);
        } finally {
            remembered.forget();
        }
    }

    private void commit(List<Pending.Append> group) {
        long begun = System.nanoTime();
        List<Receipt> receipts;
        try {
            receipts = write(group.stream().map(Pending.Append::submission).toList());
        } catch (Throwable e) {
            remembered.forget();
            if (group.size() == 1 || engine.isAway(e)) {
                if (!(e instanceof Refused)) {
                    failures.error("could not commit what was appended to the log", e);
                }
                group.forEach(pending -> pending.receipt.completeExceptionally(e));
            } else {
                // Separately, so that one submission does not fail the others of its group.
                group.forEach(pending -> commit(List.of(pending)));
            }
            return;
        }
        tell(receipts, Duration.ofNanos(System.nanoTime() - begun));
        for (int i = 0; i < group.size(); i++) {
            group.get(i).receipt.complete(receipts.get(i));
        }
    }

    private void tell(List<Receipt> receipts, Duration took) {
        List<Boolean> changes =
                receipts.stream().flatMap(receipt -> receipt.changes().stream()).toList();
        long fresh = changes.stream().filter(changed -> changed).count();
        try {
            watch.committed(new CommitWatch.Commit(receipts.size(), fresh, changes.size() - fresh, took));
        } catch (RuntimeException e) {
            // The transaction is committed, even if a listener fails.
            failures.error("could not tell of a commit", e);
        }
    }

    private List<Receipt> write(List<Submission> submissions) {
        List<Receipt> receipts = new ArrayList<>();
        engine.sql()
                .transactionResult(configuration -> {
                    engine.lockLog(configuration.dsl());
                    LogTransaction transaction =
                            new LogTransaction(engine, configuration.dsl(), known(), statusWeeks, remembered);
                    receipts.addAll(transaction.apply(submissions));
                    return transaction;
                })
                .committed();
        return receipts;
    }

    private KeyFilter known() {
        if (known == null) {
            if (engine.isShared()) {
                known = KeyFilter.none();
            } else {
                known = KeyFilter.of(engine, keyReader, ROOM_FOR_KEYS, LogTransaction.keys());
                statusWeeks.learn(engine, keyReader);
            }
        }
        return known;
    }

    /** An entry of the writer's queue. */
    private sealed interface Pending {
        /** The time of its arrival. */
        Instant since();

        record Append(Submission submission, CompletableFuture<Receipt> receipt, Instant since) implements Pending {}

        record Edit<T>(Function<DSLContext, T> change, CompletableFuture<T> outcome, Instant since)
                implements Pending {}

        record End(Instant since) implements Pending {}
    }
}
