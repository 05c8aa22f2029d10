package io.parley.store.write;

import static io.parley.store.rows.StatusTable.MESSAGE_STATUS;
import static io.parley.store.rows.TransferTable.TRANSFER;

import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.store.engine.Engine;
import io.parley.store.rows.RowKeys;
import io.parley.store.rows.StatusEvent;
import io.parley.store.rows.TransferRow;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Records that speak of a message or session without being part of it: statuses and transfers. Each is kept once, as it was said,
 * whether or not what it speaks of has arrived; what follows from them is worked out by whoever reads.
 */
final class SideRecords {
    private final Engine engine;
    private final DSLContext sql;
    private final List<Integer> accepted = new ArrayList<>();

    SideRecords(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /** How many side records of that submission were new. */
    int accepted(int submission) {
        return accepted.get(submission);
    }

    void add(List<Submission> submissions) {
        Set<StatusEvent> statuses = new LinkedHashSet<>();
        Set<TransferRow> transfers = new LinkedHashSet<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Submission submission : submissions) {
            List<Object> ofOne = new ArrayList<>();
            for (LogRecord record : submission.records()) {
                switch (record) {
                    case LogRecord.Status status -> {
                        StatusEvent event = event(submission.projectId(), status);
                        statuses.add(event);
                        ofOne.add(event);
                    }
                    case LogRecord.Transfer transfer -> {
                        TransferRow row = row(submission.projectId(), transfer);
                        transfers.add(row);
                        ofOne.add(row);
                    }
                    case LogRecord.Message message -> {
                        // The transaction's own matter.
                    }
                }
            }
            rows.add(ofOne);
        }
        Set<Object> known = new HashSet<>();
        known.addAll(known(statuses));
        known.addAll(knownTransfers(transfers));
        statuses.removeAll(known);
        transfers.removeAll(known);
        Appending.append(engine, sql, MESSAGE_STATUS, statuses);
        Appending.append(engine, sql, TRANSFER, transfers);
        rows.forEach(ofOne -> accepted.add((int) ofOne.stream().filter(known::add).count()));
    }

    private static StatusEvent event(long projectId, LogRecord.Status status) {
        return new StatusEvent(
                projectId,
                status.botId() == null ? "" : status.botId(),
                status.questionId(),
                status.status(),
                status.at().truncatedTo(ChronoUnit.MICROS));
    }

    private static TransferRow row(long projectId, LogRecord.Transfer transfer) {
        long client = Keys.client(projectId, transfer.botId(), transfer.clientId());
        return new TransferRow(
                projectId,
                client,
                Keys.session(client, transfer.sessionId()),
                transfer.questionId(),
                transfer.at().truncatedTo(ChronoUnit.MICROS));
    }

    private List<StatusEvent> known(Set<StatusEvent> events) {
        return events.isEmpty()
                ? List.of()
                : sql.select(MESSAGE_STATUS.fields())
                        .from(MESSAGE_STATUS.table())
                        .where(MESSAGE_STATUS.questionId.in(
                                events.stream().map(StatusEvent::questionId).distinct().toList()))
                        .fetch(MESSAGE_STATUS::read);
    }

    private List<TransferRow> knownTransfers(Set<TransferRow> transfers) {
        return transfers.isEmpty()
                ? List.of()
                : sql.select(TRANSFER.fields())
                        .from(TRANSFER.table())
                        .where(RowKeys.in(
                                TRANSFER.sessionKey,
                                transfers.stream().map(TransferRow::sessionKey).toList()))
                        .fetch(TRANSFER::read);
    }
}
