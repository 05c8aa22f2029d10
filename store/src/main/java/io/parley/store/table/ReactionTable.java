// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Clients' reactions to the bot's messages, with or without the messages. */
public final class ReactionTable extends RowTable<ReactionRow> {
    public static final ReactionTable MESSAGE_REACTION = new ReactionTable();

    public final Field<Long> projectId = number("project_id", ReactionRow::projectId);
    public final Field<Long> clientKey = number("client_key", ReactionRow::clientKey);
    public final Field<Long> reactionKey = number("reaction_key", ReactionRow::reactionKey);
    public final Field<String> botId = text("bot_id", ReactionRow::botId);
    public final Field<String> clientId = text("client_id", ReactionRow::clientId);
    public final Field<String> messageId = text("message_id", ReactionRow::messageId);
    public final Field<String> sessionId = text("session_id", ReactionRow::sessionId);
    public final Field<String> questionId = text("question_id", ReactionRow::questionId);
    public final Field<String> reaction = text("reaction", ReactionRow::reaction);
    public final Field<Instant> saidAt = moment("said_at", ReactionRow::at);

    private ReactionTable() {
        super("message_reaction");
    }

    @Override
    public ReactionRow read(Record record) {
        return new ReactionRow(
                record.get(projectId),
                record.get(clientKey),
                record.get(reactionKey),
                record.get(botId),
                record.get(clientId),
                record.get(messageId),
                record.get(sessionId),
                record.get(questionId),
                record.get(reaction),
                record.get(saidAt));
    }
}
