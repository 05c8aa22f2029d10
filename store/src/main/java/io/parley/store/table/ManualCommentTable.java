// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Manual comments, at most one for each message. The comment that a message shows is in {@link MessageTable}. */
public final class ManualCommentTable extends RowTable<ManualComment> {
    public static final ManualCommentTable MESSAGE_COMMENT = new ManualCommentTable();

    private final Field<Long> projectId = number("project_id", ManualComment::projectId);
    private final Field<Long> clientKey = number("client_key", ManualComment::clientKey);
    public final Field<Long> messageKey = number("message_key", ManualComment::messageKey);
    private final Field<String> comment = text("comment", ManualComment::comment);
    private final Field<Instant> saidAt = moment("said_at", ManualComment::at);

    private ManualCommentTable() {
        super("message_comment");
    }

    @Override
    public ManualComment read(Record record) {
        return new ManualComment(
                record.get(projectId),
                record.get(clientKey),
                record.get(messageKey),
                record.get(comment),
                record.get(saidAt));
    }
}
