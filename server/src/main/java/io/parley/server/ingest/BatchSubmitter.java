// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.Overload;
import io.parley.core.log.LogRecord;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.ConcurrencyLimit;
import io.parley.server.ingest.IngestController.BatchAnswer;
import io.parley.server.ingest.IngestController.RecordError;
import io.parley.server.ingest.IngestController.UnknownMembers;
import io.parley.store.account.Project;
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
 * Appends the records of a batch to the log in portions while the rest of the batch is still being read. Memory is
 * therefore bounded for one batch and for many: uncommitted portions block the reading of further records
 * (back-pressure).
 */
final class BatchSubmitter implements AutoCloseable {
    /** Most records in a portion; {@link #BYTES} limits its text. */
    private static final int RECORDS = 2_000;

    private static final int BYTES = 512 * 1024;
    /** Most uncommitted portions of a batch. */
    private static final int IN_FLIGHT = 2;
    /** Timeout for the commit of a portion, in s. */
    private static final int PATIENCE = 60;

    /** Memory of a record besides its text until it is committed, in bytes. */
    private static final int RECORD = 2 * 1024;
    /** Memory of its text, in bytes per byte: the record, its row, and the statement. */
    private static final int TEXT = 6;

    /** Most errors of records in an answer. */
    static final int MOST_ERRORS = 1_000;

    /**
     * A batch with more records, or bytes of text, than this is large; the number of large batches at a time is
     * limited.
     */
    private static final int FEW_RECORDS = 100;

    private static final int FEW_BYTES = 64 * 1024;

    private final ConcurrencyLimit turns;
    private final IngestService ingestService;
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
     * Starts a batch.
     *
     * @param source the call that sent it
     * @param caller memory lease of the request
     */
    BatchSubmitter(
            ConcurrencyLimit turns,
            IngestService ingestService,
            Quarantine quarantine,
            Project project,
            String source,
            MemoryBudget.Lease caller) {
        this.turns = turns;
        this.ingestService = ingestService;
        this.quarantine = quarantine;
        this.project = project;
        this.source = source;
        this.lease = caller.another();
    }

    /** Returns the memory that a record needs until it is committed, in bytes. */
    static long cost(int textBytes) {
        return RECORD + (long) TEXT * textBytes;
    }

    /**
     * Adds a record.
     *
     * @throws ApiException when there is not enough memory, and none is released in time; portions that were appended
     *     before stay
     */
    void add(BatchReader.Item item) {
        reserve(cost(item.size()));
        ApiException refusal = item.refusal();
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

    /** Appends the remaining records. @return completes when all are committed */
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
                throw ApiException.overloaded(Overload.MEMORY);
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
            committed = ingestService.append(project, read);
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
            throw ApiException.overloaded(Overload.COMMITS);
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ApiException.overloaded(Overload.COMMITS);
        }
    }

    /** Releases the turn and the memory of records that were not appended. */
    @Override
    public void close() {
        if (hasTurn) {
            hasTurn = false;
            turns.release();
        }
        lease.close();
    }
}
