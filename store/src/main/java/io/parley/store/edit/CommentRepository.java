// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static io.parley.store.table.ManualCommentTable.MESSAGE_COMMENT;
import static io.parley.store.table.MessageTable.MESSAGE;

import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.BulkInsert;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.table.ManualComment;
import io.parley.store.table.RowKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Manual comments. A message shows one comment: the last one of people and its script (last writer wins). A later
 * version of the message with a comment therefore replaces a person's comment, and a version without one does not.
 */
public final class CommentRepository {
    private final MessageLabelTarget messages;
    private final Engine engine;
    private final ConversationLog log;
    private final Clock clock;

    public CommentRepository(Engine engine, ConversationLog log, Clock clock) {
        this.messages = new MessageLabelTarget(engine);
        this.engine = engine;
        this.log = log;
        this.clock = clock;
    }

    /** Comments on a message; replaces an existing comment. */
    public void setComment(EditScope reach, RequestValue<String> questionId, @Nullable String botId, String comment) {
        put(reach, questionId, botId, comment);
    }

    /** Removes the comment of a person or a script; a message without one is no error. */
    public void remove(EditScope reach, RequestValue<String> questionId, @Nullable String botId) {
        put(reach, questionId, botId, null);
    }

    private void put(
            EditScope reach, RequestValue<String> questionId, @Nullable String botId, @Nullable String comment) {
        log.edit(sql -> {
            RowKey key = messages.keys(sql, reach.projects(), new Selection.Named(List.of(questionId), botId, null))
                    .getFirst();
            Record message = sql.select(MESSAGE.clientKey, MESSAGE.time)
                    .from(MESSAGE.table())
                    .where(MESSAGE.projectId.eq(key.projectId()), MESSAGE.messageKey.eq(key.key()))
                    .fetchSingle();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            // Independent of the clocks, the comment must be later than its message.
            Instant at = now.isBefore(message.get(MESSAGE.time)) ? message.get(MESSAGE.time) : now;
            sql.deleteFrom(MESSAGE_COMMENT.table())
                    .where(MESSAGE_COMMENT.project().eq(key.projectId()), MESSAGE_COMMENT.messageKey.eq(key.key()))
                    .execute();
            BulkInsert.append(
                    engine,
                    sql,
                    MESSAGE_COMMENT,
                    List.of(new ManualComment(
                            key.projectId(), message.get(MESSAGE.clientKey), key.key(), comment, at)));
            return sql.update(MESSAGE.table())
                    .set(MESSAGE.comment, comment)
                    .where(
                            MESSAGE.projectId.eq(key.projectId()),
                            MESSAGE.clientKey.eq(message.get(MESSAGE.clientKey)),
                            MESSAGE.messageKey.eq(key.key()))
                    .execute();
        });
    }
}
