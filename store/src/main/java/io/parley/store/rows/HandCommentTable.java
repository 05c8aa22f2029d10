// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Manual comments, at most one for each message. The comment that a message shows is in {@link MessageTable}. */
public final class HandCommentTable extends RowTable<HandComment> {
    public static final HandCommentTable MESSAGE_COMMENT = new HandCommentTable();

    private final Field<Long> projectId = number("project_id", HandComment::projectId);
    private final Field<Long> clientKey = number("client_key", HandComment::clientKey);
    public final Field<Long> messageKey = number("message_key", HandComment::messageKey);
    private final Field<String> comment = text("comment", HandComment::comment);
    private final Field<Instant> saidAt = moment("said_at", HandComment::at);

    private HandCommentTable() {
        super("message_comment");
    }

    @Override
    public HandComment read(Record record) {
        return new HandComment(
                record.get(projectId),
                record.get(clientKey),
                record.get(messageKey),
                record.get(comment),
                record.get(saidAt));
    }
}
