// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.LogRecord;
import io.parley.store.FailureLog;
import io.parley.store.engine.Engine;
import io.parley.store.index.KeyBloomFilter;
import io.parley.store.index.StatusWeekBloomFilter;
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

    private static final KeyBloomFilter.Room ROOM_FOR_KEYS = new KeyBloomFilter.Room(24, 4);

    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final FailureLog failures = new FailureLog(ConversationLog.class);
    private final Engine engine;
    private final StatusWeekBloomFilter statusWeekFilter;
    private final Clock clock;
    private final ExecutorService keyReader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("key-reader").factory());
    private final Thread writer;
    // Cache of the writer, used only by its thread.
    private final WriterCache writerCache;
    private @Nullable KeyBloomFilter known;
    private volatile CommitListener watch = commit -> {};
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
    public ConversationLog(Engine engine, StatusWeekBloomFilter statusWeekFilter, Clock clock) {
        this.engine = engine;
        this.statusWeekFilter = statusWeekFilter;
        this.clock = clock;
        this.writerCache = engine.isShared() ? WriterCache.nothing() : WriterCache.some();
        this.writer = Thread.ofPlatform().name("log-writer").start(this::writeUntilClosed);
    }

    /**
     * Appends records to a project's log.
     *
     * @return completes when they are committed; fails with {@link ApiException} when the log is closing, and with the
     *     engine's exception when they could not be committed
     */
    public CompletableFuture<SubmissionResult> append(long projectId, List<? extends LogRecord> records) {
        CompletableFuture<SubmissionResult> receipt = new CompletableFuture<>();
        add(new Pending.Append(Submission.of(engine.keys(), projectId, records), receipt, clock.instant()));
        return receipt;
    }

    /**
     * Changes the log manually, in a separate transaction, and waits for the commit.
     *
     * @param change the change; an exception rolls it back
     * @return the result of the change
     * @throws ApiException when the log is closing; exceptions of the change are thrown, too
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
                throw ApiException.because(ErrorCode.STORE_CLOSING, "the server is stopping; send it again");
            }
            queue.add(pending);
        }
    }

    /** Registers a listener for all further commits. */
    public void addListener(CommitListener watch) {
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
                case Pending.Append first -> commitBatch(first);
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
        statusWeekFilter.close();
        keyReader.close();
    }

    /**
     * Waits for the first entry. Meanwhile it reads the data for comparisons in advance, unless the log is open only
     * for a short time.
     */
    private Pending first() {
        Pending soon = nextOfBatch(MOMENT);
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
    private @Nullable Pending commitBatch(Pending.Append first) {
        List<Pending.Append> group = new ArrayList<>(List.of(first));
        int records = first.submission.records().size();
        long begun = System.nanoTime();
        @Nullable Pending next = null;
        while (next == null && records < GROUP) {
            next = nextOfBatch(group.size() < lastGroup ? begun + PATIENCE - System.nanoTime() : 0);
            if (next instanceof Pending.Append nextOfBatch) {
                group.add(nextOfBatch);
                records += nextOfBatch.submission.records().size();
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
    private @Nullable Pending nextOfBatch(long patience) {
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
            if (!(e instanceof ApiException)) {
                failures.error("could not change the log", e);
            }
            edit.outcome.completeExceptionally(e);
        } finally {
            writerCache.forget();
        }
    }

    private void commit(List<Pending.Append> group) {
        long begun = System.nanoTime();
        List<SubmissionResult> receipts;
        try {
            receipts = write(group.stream().map(Pending.Append::submission).toList());
        } catch (Throwable e) {
            writerCache.forget();
            if (group.size() == 1 || engine.isUnavailable(e)) {
                if (!(e instanceof ApiException)) {
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

    private void tell(List<SubmissionResult> receipts, Duration took) {
        List<Boolean> changes =
                receipts.stream().flatMap(receipt -> receipt.changes().stream()).toList();
        long fresh = changes.stream().filter(changed -> changed).count();
        try {
            watch.committed(new CommitListener.Commit(receipts.size(), fresh, changes.size() - fresh, took));
        } catch (RuntimeException e) {
            // The transaction is committed, even if a listener fails.
            failures.error("could not tell of a commit", e);
        }
    }

    private List<SubmissionResult> write(List<Submission> submissions) {
        List<SubmissionResult> receipts = new ArrayList<>();
        engine.sql()
                .transactionResult(configuration -> {
                    engine.lockLog(configuration.dsl());
                    LogTransaction transaction = new LogTransaction(
                            engine, configuration.dsl(), known(), statusWeekFilter, writerCache, clock.instant());
                    receipts.addAll(transaction.apply(submissions));
                    return transaction;
                })
                .committed();
        return receipts;
    }

    private KeyBloomFilter known() {
        if (known == null) {
            if (engine.isShared()) {
                known = KeyBloomFilter.none();
            } else {
                known = KeyBloomFilter.of(engine, keyReader, ROOM_FOR_KEYS, LogTransaction.keys());
                statusWeekFilter.loadInBackground(engine, keyReader);
            }
        }
        return known;
    }

    /** An entry of the writer's queue. */
    private sealed interface Pending {
        /** The time of its arrival. */
        Instant since();

        record Append(Submission submission, CompletableFuture<SubmissionResult> receipt, Instant since)
                implements Pending {}

        record Edit<T>(Function<DSLContext, T> change, CompletableFuture<T> outcome, Instant since)
                implements Pending {}

        record End(Instant since) implements Pending {}
    }
}
