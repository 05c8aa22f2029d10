// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.LogRecord;
import io.parley.core.memory.MemoryBudget;
import io.parley.core.problem.Refused;
import io.parley.server.ingest.IngestController.BatchAnswer;
import io.parley.server.ingest.IngestController.RecordError;
import io.parley.server.ingest.IngestController.UnknownMembers;
import io.parley.store.directory.Project;
import io.parley.store.quarantine.Quarantine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands the records of a batch to the log in portions, while the rest of the batch is still being read. So neither a batch, nor many of them, are ever
 * in memory as a whole: what has been handed over and is not committed yet holds up whoever sends more.
 */
final class Portions implements AutoCloseable {
    /** A portion is full with so many records, or bytes of text. */
    private static final int RECORDS = 2_000;

    private static final int BYTES = 512 * 1024;
    /** Portions of a batch that may wait for their commit at a time. */
    private static final int IN_FLIGHT = 2;
    /** How long a portion may wait for its commit while others wait for it, in s. */
    private static final int PATIENCE = 60;

    /** What a record takes besides its text until it is committed, in bytes. */
    private static final int RECORD = 2 * 1024;
    /** What its text takes, in bytes for each of its own: in the record, in the row made of it, and in the statement. */
    private static final int TEXT = 6;

    /** Refused records that an answer tells of. */
    static final int MOST_ERRORS = 1_000;

    /** A batch of more records, or bytes of text, than this is a large one, of which few are read at a time. */
    private static final int FEW_RECORDS = 100;

    private static final int FEW_BYTES = 64 * 1024;

    private final Turns turns;
    private final Intake intake;
    private final Quarantine quarantine;
    private final Project project;
    private final String source;

    private MemoryBudget.Lease lease;
    private List<List<LogRecord>> read = new ArrayList<>();
    private List<Quarantine.Unread> unread = new ArrayList<>();
    private int records;
    private int bytes;

    private final Deque<CompletableFuture<Integer>> inFlight = new ArrayDeque<>();
    private CompletableFuture<Integer> fresh = CompletableFuture.completedFuture(0);
    private boolean hasTurn;
    private int understood;
    private int refused;
    private final List<RecordError> errors = new ArrayList<>();
    private BatchReader.@Nullable Item firstWithUnknown;
    private int withUnknown;

    /**
     * Begins a batch.
     *
     * @param source the call it came with
     * @param caller whose memory it is
     */
    Portions(
            Turns turns,
            Intake intake,
            Quarantine quarantine,
            Project project,
            String source,
            MemoryBudget.Lease caller) {
        this.turns = turns;
        this.intake = intake;
        this.quarantine = quarantine;
        this.project = project;
        this.source = source;
        this.lease = caller.another();
    }

    /** What a record takes until it is committed, in bytes. */
    static long cost(int textBytes) {
        return RECORD + (long) TEXT * textBytes;
    }

    /**
     * Takes the next record.
     *
     * @throws Refused when there is no memory for it, nor will there soon be; what was handed over by then stays
     */
    void add(BatchReader.Item item) {
        reserve(cost(item.size()));
        Refused refusal = item.refusal();
        if (refusal == null) {
            read.add(item.records());
            understood++;
            if (!item.unknown().isEmpty()) {
                firstWithUnknown = firstWithUnknown == null ? item : firstWithUnknown;
                withUnknown++;
            }
        } else {
            refused++;
            if (errors.size() < MOST_ERRORS) {
                errors.add(new RecordError(
                        item.index(),
                        item.line(),
                        item.questionId(),
                        refusal.problem().code(),
                        refusal.words()));
            }
            unread.add(new Quarantine.Unread(String.valueOf(item.body()), refusal));
        }
        records++;
        bytes += item.size();
        if (!hasTurn && (records > FEW_RECORDS || bytes > FEW_BYTES)) {
            turns.take();
            hasTurn = true;
        }
        if (records == RECORDS || bytes >= BYTES) {
            handOver();
        }
    }

    /** Hands over what is left. @return completes when all is committed */
    CompletableFuture<BatchAnswer> end() {
        handOver();
        int all = understood;
        int unreadable = refused;
        List<UnknownMembers> warnings = firstWithUnknown == null
                ? null
                : List.of(new UnknownMembers(
                        firstWithUnknown.index(),
                        firstWithUnknown.line(),
                        firstWithUnknown.questionId(),
                        firstWithUnknown.unknown(),
                        withUnknown));
        return fresh.thenApply(changed -> new BatchAnswer(changed, all - changed, unreadable, errors, warnings));
    }

    private void reserve(long cost) {
        if (lease.tryGrow(cost)) {
            return;
        }
        handOver();
        while (!lease.tryGrow(cost)) {
            if (inFlight.isEmpty()) {
                throw Refused.overloaded();
            }
            awaitOldest();
        }
    }

    private void handOver() {
        if (records == 0) {
            return;
        }
        MemoryBudget.Lease ofPortion = lease;
        lease = ofPortion.another();
        CompletableFuture<Integer> committed;
        try {
            if (!unread.isEmpty()) {
                quarantine.keep(project.id(), source, unread);
            }
            committed = intake.append(project, read);
        } catch (RuntimeException e) {
            ofPortion.close();
            throw e;
        }
        CompletableFuture<Integer> released = committed.whenComplete((changed, failure) -> ofPortion.close());
        fresh = fresh.thenCombine(released, Integer::sum);
        inFlight.add(released);
        read = new ArrayList<>();
        unread = new ArrayList<>();
        records = 0;
        bytes = 0;
        while (inFlight.size() > IN_FLIGHT) {
            awaitOldest();
        }
    }

    private void awaitOldest() {
        try {
            inFlight.remove().get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException tooSlow) {
            throw Refused.overloaded();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refused.overloaded();
        }
    }

    /** Gives back what was not handed over. */
    @Override
    public void close() {
        if (hasTurn) {
            hasTurn = false;
            turns.giveBack();
        }
        lease.close();
    }
}
