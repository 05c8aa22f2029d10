package io.parley.store.write;

import io.parley.core.log.LogRecord;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way into the conversation log. One thread writes; whatever arrived while it was busy goes into its next transaction (group
 * commit), so that many small requests share one commit. A future completes only after the commit.
 *
 * <p>Order, repetition and concurrency of what is appended change nothing in what the log then holds.
 */
public final class ConversationLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationLog.class);

    /** Records in one transaction at most, unless a single submission has more. */
    private static final int GROUP = 10_000;

    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Engine engine;
    private final Thread writer;
    private boolean closed;

    public ConversationLog(Engine engine) {
        this.engine = engine;
        this.writer = Thread.ofPlatform().name("log-writer").start(this::writeUntilClosed);
    }

    /**
     * Appends records to a project's log.
     *
     * @return completes when they are committed; fails with {@link Refused} when the log is closing, and with what the engine threw
     *     when they could not be kept
     */
    public CompletableFuture<Receipt> append(long projectId, List<? extends LogRecord> records) {
        Pending pending = new Pending(new Submission(projectId, List.copyOf(records)), new CompletableFuture<>());
        synchronized (queue) {
            if (closed) {
                throw Refused.because(Problem.STORE_CLOSING, "the server is stopping; send the records again");
            }
            queue.add(pending);
        }
        return pending.receipt;
    }

    /** Commits everything that was appended and stops. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.add(Pending.END);
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        boolean ended = false;
        while (!ended) {
            List<Pending> group = new ArrayList<>();
            try {
                ended = nextGroup(group);
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; if somebody did, going on is right: what was appended must be kept.
                continue;
            }
            commit(group);
        }
    }

    /** Waits for the next submission and takes along what else has come; true when the end was among them. */
    private boolean nextGroup(List<Pending> group) throws InterruptedException {
        int records = 0;
        @Nullable Pending next = queue.take();
        while (next != null && next != Pending.END) {
            group.add(next);
            records += next.submission.records().size();
            next = records < GROUP ? queue.poll() : null;
        }
        return next == Pending.END;
    }

    private void commit(List<Pending> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<Receipt> receipts = write(group.stream().map(Pending::submission).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).receipt.complete(receipts.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                LOG.error("could not commit {} records", group.getFirst().submission.records().size(), e);
                group.getFirst().receipt.completeExceptionally(e);
            } else {
                // One submission must not fail the others that happened to come with it.
                group.forEach(pending -> commit(List.of(pending)));
            }
        }
    }

    private List<Receipt> write(List<Submission> submissions) {
        return engine.sql().transactionResult(configuration -> {
            engine.lockLog(configuration.dsl());
            return new LogTransaction(engine, configuration.dsl()).apply(submissions);
        });
    }

    private record Pending(Submission submission, CompletableFuture<Receipt> receipt) {
        static final Pending END = new Pending(new Submission(0, List.of()), new CompletableFuture<>());
    }
}
