// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.table.StatusTable.MESSAGE_STATUS;
import static io.parley.store.table.TransferTable.TRANSFER;
import static java.util.stream.Collectors.toMap;

import io.parley.core.log.LogRecord;
import io.parley.store.engine.Engine;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.table.ReactionRow;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import io.parley.store.table.StatusEvent;
import io.parley.store.table.TransferRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The writer of records about a message or session: statuses, transfers and reactions. Each is stored once, as
 * reported, with or without its message or session; queries derive all further values. Of a transfer that was reported
 * with several times, the earliest one applies.
 */
final class EventWriter {
    private final Engine engine;
    private final DSLContext sql;
    private final RowReader rows;
    private final StatusWeekBloomFilter statusWeekFilter;
    private final Set<StatusEvent> known = new HashSet<>();
    private final List<StatusEvent> newStatuses = new ArrayList<>();
    private final Map<TransferRow.Id, TransferRow> transfersInLog;
    private final Map<TransferRow.Id, TransferRow> newTransfers = new HashMap<>();
    private final Map<RowKey, ReactionRow> reactions = new HashMap<>();
    private final List<ReactionRow> newReactions = new ArrayList<>();

    /**
     * Looks up which of the submissions' records the log contains already.
     *
     * @param statusWeeks filter to which the new statuses are added
     */
    EventWriter(Engine engine, DSLContext sql, StatusWeekBloomFilter statusWeekFilter, List<Submission> submissions) {
        this.engine = engine;
        this.sql = sql;
        this.statusWeekFilter = statusWeekFilter;
        this.rows = new RowReader(engine, sql);
        List<StatusEvent> statuses = new ArrayList<>();
        List<TransferRow> transfers = new ArrayList<>();
        List<ReactionRow> reacted = new ArrayList<>();
        for (Submission submission : submissions) {
            for (LogRecord record : submission.records()) {
                switch (record) {
                    case LogRecord.Status status -> statuses.add(event(submission.projectId(), status));
                    case LogRecord.Transfer transfer -> {
                        TransferRow row = row(submission.projectId(), transfer);
                        transfers.add(row);
                        // As stored in the log if its client was erased.
                        transfers.add(withoutClient(row, transfer));
                    }
                    case LogRecord.Reaction reaction -> reacted.add(row(submission.projectId(), reaction));
                    case LogRecord.Message message -> {
                        // Handled by the transaction itself.
                    }
                    case LogRecord.PieceReport report -> {
                        // Handled by the writer of pieces.
                    }
                }
            }
        }
        known.addAll(known(statuses));
        transfersInLog =
                knownTransfers(transfers).stream().collect(toMap(TransferRow::id, row -> row, TransferRow::earlier));
        knownReactions(reacted).forEach(row -> reactions.put(key(row), row));
    }

    /** Adds a status; returns false when it is known. */
    boolean take(long projectId, LogRecord.Status status) {
        StatusEvent event = event(projectId, status);
        return known.add(event) && newStatuses.add(event);
    }

    /**
     * Adds a transfer; returns false when it is known.
     *
     * @param erased whether the data of its client must not be stored
     */
    boolean take(long projectId, LogRecord.Transfer transfer, boolean erased) {
        TransferRow row = row(projectId, transfer);
        if (erased) {
            row = withoutClient(row, transfer);
        }
        @Nullable TransferRow before = newTransfers.getOrDefault(row.id(), transfersInLog.get(row.id()));
        boolean isNew = before == null || row.at().isBefore(before.at());
        if (isNew) {
            newTransfers.put(row.id(), row);
        }
        return isNew;
    }

    /** Adds a reaction; returns false when it is known. */
    boolean take(long projectId, LogRecord.Reaction reaction) {
        ReactionRow row = row(projectId, reaction);
        return reactions.putIfAbsent(key(row), row) == null && newReactions.add(row);
    }

    /** Whether another reaction has the key of this one. */
    boolean isOfAnother(long projectId, LogRecord.Reaction reaction) {
        ReactionRow row = row(projectId, reaction);
        return !reactions.getOrDefault(key(row), row).equals(row);
    }

    private static RowKey key(ReactionRow row) {
        return new RowKey(row.projectId(), row.reactionKey());
    }

    /** Writes the new records. */
    void write() {
        newStatuses.forEach(statusWeekFilter::add);
        BulkInsert.append(engine, sql, MESSAGE_STATUS, newStatuses);
        List<Condition> late = newTransfers.keySet().stream()
                .filter(transfersInLog::containsKey)
                .map(EventWriter::is)
                .toList();
        if (!late.isEmpty()) {
            sql.deleteFrom(TRANSFER.table()).where(DSL.or(late)).execute();
        }
        BulkInsert.append(engine, sql, TRANSFER, newTransfers.values());
        BulkInsert.append(engine, sql, MESSAGE_REACTION, newReactions);
    }

    private static Condition is(TransferRow.Id id) {
        return DSL.and(
                TRANSFER.projectId.eq(id.projectId()),
                TRANSFER.clientKey.eq(id.clientKey()),
                TRANSFER.sessionKey.eq(id.sessionKey()),
                TRANSFER.questionId.eq(id.questionId()));
    }

    static StatusEvent event(long projectId, LogRecord.Status status) {
        return new StatusEvent(
                projectId,
                status.botId() == null ? "" : status.botId(),
                status.questionId(),
                status.status(),
                status.at());
    }

    private TransferRow row(long projectId, LogRecord.Transfer transfer) {
        long client = engine.keys().client(projectId, transfer.botId(), transfer.clientId());
        return new TransferRow(
                projectId,
                client,
                engine.keys().session(client, transfer.sessionId()),
                transfer.questionId(),
                transfer.at());
    }

    private TransferRow withoutClient(TransferRow row, LogRecord.Transfer transfer) {
        return row.withoutClient(
                engine.keys().message(row.projectId(), transfer.botId(), transfer.questionId()), transfer.clientId());
    }

    private ReactionRow row(long projectId, LogRecord.Reaction reaction) {
        return new ReactionRow(
                projectId,
                engine.keys().client(projectId, reaction.botId(), reaction.clientId()),
                engine.keys().reaction(projectId, reaction),
                reaction.botId(),
                reaction.clientId(),
                reaction.messageId(),
                reaction.sessionId(),
                reaction.questionId(),
                reaction.reaction(),
                reaction.at());
    }

    private List<ReactionRow> knownReactions(List<ReactionRow> reactions) {
        return rows.withKeys(
                MESSAGE_REACTION,
                MESSAGE_REACTION.reactionKey,
                reactions.stream().map(EventWriter::key).toList());
    }

    private List<StatusEvent> known(List<StatusEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<Instant> times = events.stream().map(StatusEvent::at).toList();
        return rows.withKeys(
                MESSAGE_STATUS,
                MESSAGE_STATUS.questionKey,
                events.stream()
                        .map(event -> new RowKey(event.projectId(), event.questionKey()))
                        .toList(),
                // A status with another time is another record, and a message may have any number of them.
                MESSAGE_STATUS
                        .saidAt
                        .between(Collections.min(times), Collections.max(times))
                        .and(RowReader.mayBe(MESSAGE_STATUS.saidAt, times.stream())));
    }

    private List<TransferRow> knownTransfers(List<TransferRow> transfers) {
        return rows.withKeys(
                TRANSFER,
                TRANSFER.sessionKey,
                transfers.stream()
                        .map(row -> new RowKey(row.projectId(), row.sessionKey()))
                        .toList(),
                // A session may have any number of others.
                RowReader.mayBe(TRANSFER.questionId, transfers.stream().map(TransferRow::questionId)));
    }
}
