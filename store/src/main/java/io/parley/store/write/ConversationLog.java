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
 * The only way into the conversation log. One thread writes; whatever arrived while it was busy goes into its next transaction (group
 * commit), so that many small requests share one commit. A future completes only after the commit.
 *
 * <p>What people change in the log goes the same way, between two group commits: so no edit can conflict with what bots report, or with
 * another edit, on either engine.
 *
 * <p>Order, repetition and concurrency of what is appended change nothing in what the log then holds.
 */
public final class ConversationLog implements AutoCloseable {
    /** Records in one transaction at most, unless a single submission has more. */
    private static final int GROUP = 10_000;

    /**
     * How long a transaction waits for as many to share it as shared the last one, in ns. What each transaction costs by itself would otherwise keep
     * the writer, and half of two processors, busy wherever bots report more often than a transaction takes.
     */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

    /** For how long a log is open, in ns, that somebody opens for a moment. */
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
    // What the writer remembers; its own.
    private final Remembered remembered;
    private @Nullable KeyFilter known;
    private volatile CommitWatch watch = commit -> {};
    /** When what is being written came; null while nothing is. */
    private volatile @Nullable Instant inHandSince;

    private boolean closed;

    /** Submissions in the last transaction. The writer's own. */
    private int lastGroup;

    /**
     * Opens the log.
     *
     * @param statusWeeks learns what statuses there are and come, where this is the only process that writes
     * @param clock tells how long what was appended waits
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
     * @return completes when they are committed; fails with {@link Refused} when the log is closing, and with what the engine threw
     *     when they could not be kept
     */
    public CompletableFuture<Receipt> append(long projectId, List<? extends LogRecord> records) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        add(new Pending.Append(Submission.of(projectId, records), receipt, clock.instant()));
        return receipt;
    }

    /**
     * Changes the log by hand, in a transaction of its own, and waits for the commit.
     *
     * @param change what to do; when it throws, nothing has been done
     * @return what the change returned
     * @throws Refused when the log is closing; whatever the change throws is thrown here, too
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

    /** Tells of each commit from now on. */
    public void watch(CommitWatch watch) {
        this.watch = watch;
    }

    /** How many submissions and edits wait until the writer takes them up. */
    public int waiting() {
        return queue.size();
    }

    /** How long that has been waiting which has waited longest, up to its commit; zero when nothing waits. */
    public Duration lag() {
        Instant since = inHandSince;
        if (since == null) {
            Pending next = queue.peek();
            since = next == null ? null : next.since();
        }
        Duration lag = since == null ? Duration.ZERO : Duration.between(since, clock.instant());
        // The clock may have been put back.
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /** Whether what is appended will be written: the log is neither closed nor without its writer. */
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

    /** The first that comes. Until then there is time to read what it will be compared with, but for whoever opens the log for a moment. */
    private Pending first() {
        Pending soon = follower(MOMENT);
        if (soon != null) {
            return soon;
        }
        try {
            known();
        } catch (RuntimeException e) {
            // Then when it comes.
            failures.warn("what is in the log could not be looked at", e);
        }
        return take();
    }

    private Pending take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; if somebody did, going on is right: what was appended must be kept.
            }
        }
    }

    /**
     * Commits a submission together with those that have come right after it; returns what was taken after them, if anything. Whoever was
     * answered together is likely to come again together, the first of them a moment before the others, who would have to wait for a
     * whole transaction of its own; so it waits for as many as came last, but not long.
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

    /** What comes next, if anything does, within a time in ns; null if nothing does. */
    private @Nullable Pending follower(long patience) {
        try {
            return queue.poll(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // As in take().
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
            // Whatever it is, even if the stack or the memory was too small for this: the next one must be written.
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
                failures.error("could not commit what was appended to the log", e);
                group.forEach(pending -> pending.receipt.completeExceptionally(e));
            } else {
                // One submission must not fail the others that happened to come with it.
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
            // It is committed, whoever fails to hear of it.
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

    /** What waits for the writer. */
    private sealed interface Pending {
        /** When it came. */
        Instant since();

        record Append(Submission submission, CompletableFuture<Receipt> receipt, Instant since) implements Pending {}

        record Edit<T>(Function<DSLContext, T> change, CompletableFuture<T> outcome, Instant since)
                implements Pending {}

        record End(Instant since) implements Pending {}
    }
}
