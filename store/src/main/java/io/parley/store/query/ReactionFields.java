// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.table.SessionTable.SESSION;

import java.time.Instant;
import org.jooq.impl.DSL;

/**
 * The fields that a list of reactions can contain. The fields of its message are in {@link MessageFields} and are
 * missing until the message arrives; the client's name is {@link SessionFields#CLIENT_NAME}.
 */
public final class ReactionFields {
    public static final ProjectedField<Long> PROJECT_ID = ProjectedField.number(MESSAGE_REACTION.projectId);
    public static final ProjectedField<String> BOT_ID = ProjectedField.text(MESSAGE_REACTION.botId);
    public static final ProjectedField<String> CLIENT_ID = ProjectedField.text(MESSAGE_REACTION.clientId);
    /** From the reaction or its message; missing when neither has it. */
    public static final ProjectedField<String> SESSION_ID =
            ProjectedField.text(DSL.coalesce(MESSAGE_REACTION.sessionId, SESSION.sessionId));

    public static final ProjectedField<String> MESSAGE_ID = ProjectedField.text(MESSAGE_REACTION.messageId);
    public static final ProjectedField<String> REACTION = ProjectedField.text(MESSAGE_REACTION.reaction);
    public static final ProjectedField<Instant> TIME = ProjectedField.moment(MESSAGE_REACTION.saidAt);

    private ReactionFields() {}
}
