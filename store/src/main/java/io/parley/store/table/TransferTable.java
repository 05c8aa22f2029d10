// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Transfers to human agents, by session, with or without the session's messages. */
public final class TransferTable extends RowTable<TransferRow> {
    public static final TransferTable TRANSFER = new TransferTable();

    public final Field<Long> projectId = number("project_id", TransferRow::projectId);
    public final Field<Long> clientKey = number("client_key", TransferRow::clientKey);
    public final Field<Long> sessionKey = number("session_key", TransferRow::sessionKey);
    public final Field<String> questionId = text("question_id", TransferRow::questionId);
    public final Field<Instant> saidAt = moment("said_at", TransferRow::at);

    private TransferTable() {
        super("transfer");
    }

    @Override
    public TransferRow read(Record record) {
        return new TransferRow(
                record.get(projectId),
                record.get(clientKey),
                record.get(sessionKey),
                record.get(questionId),
                record.get(saidAt));
    }
}
