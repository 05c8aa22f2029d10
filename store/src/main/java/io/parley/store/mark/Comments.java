// SPDX-License-Identifier: Apache-2.0
package io.parley.store.mark;

import static io.parley.store.rows.HandCommentTable.MESSAGE_COMMENT;
import static io.parley.store.rows.MessageTable.MESSAGE;

import io.parley.core.problem.Given;
import io.parley.store.engine.Engine;
import io.parley.store.rows.HandComment;
import io.parley.store.rows.RowKey;
import io.parley.store.write.Appending;
import io.parley.store.write.ConversationLog;
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
public final class Comments {
    private final MarkedMessages messages;
    private final Engine engine;
    private final ConversationLog log;
    private final Clock clock;

    public Comments(Engine engine, ConversationLog log, Clock clock) {
        this.messages = new MarkedMessages(engine);
        this.engine = engine;
        this.log = log;
        this.clock = clock;
    }

    /** Comments on a message; replaces an existing comment. */
    public void say(Reach reach, Given<String> questionId, @Nullable String botId, String comment) {
        put(reach, questionId, botId, comment);
    }

    /** Removes the comment of a person or a script; a message without one is no error. */
    public void remove(Reach reach, Given<String> questionId, @Nullable String botId) {
        put(reach, questionId, botId, null);
    }

    private void put(Reach reach, Given<String> questionId, @Nullable String botId, @Nullable String comment) {
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
            Appending.append(
                    engine,
                    sql,
                    MESSAGE_COMMENT,
                    List.of(new HandComment(key.projectId(), message.get(MESSAGE.clientKey), key.key(), comment, at)));
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
