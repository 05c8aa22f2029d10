// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.MessageStatus;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Every reported status, by question id, with or without its message. */
public final class StatusTable extends RowTable<StatusEvent> {
    public static final StatusTable MESSAGE_STATUS = new StatusTable();

    public final Field<Long> projectId = number("project_id", StatusEvent::projectId);
    public final Field<String> botId = text("bot_id", StatusEvent::botId);
    public final Field<String> questionId = text("question_id", StatusEvent::questionId);
    public final Field<String> status = text("status", row -> row.status().name());
    public final Field<Instant> saidAt = moment("said_at", StatusEvent::at);
    public final Field<Long> questionKey = number("question_key", StatusEvent::questionKey);

    private StatusTable() {
        super("message_status");
    }

    @Override
    public StatusEvent read(Record record) {
        return new StatusEvent(
                record.get(projectId),
                record.get(botId),
                record.get(questionId),
                MessageStatus.valueOf(record.get(status)),
                record.get(saidAt));
    }
}
