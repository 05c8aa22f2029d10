// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.rows.SessionTable.SESSION;

import java.time.Instant;
import org.jooq.impl.DSL;

/**
 * The fields that a list of reactions can contain. The fields of its message are in {@link MessageFacts} and are
 * missing until the message arrives; the client's name is {@link SessionFacts#CLIENT_NAME}.
 */
public final class ReactionFacts {
    public static final Fact<Long> PROJECT_ID = Fact.number(MESSAGE_REACTION.projectId);
    public static final Fact<String> BOT_ID = Fact.text(MESSAGE_REACTION.botId);
    public static final Fact<String> CLIENT_ID = Fact.text(MESSAGE_REACTION.clientId);
    /** From the reaction or its message; missing when neither has it. */
    public static final Fact<String> SESSION_ID =
            Fact.text(DSL.coalesce(MESSAGE_REACTION.sessionId, SESSION.sessionId));

    public static final Fact<String> MESSAGE_ID = Fact.text(MESSAGE_REACTION.messageId);
    public static final Fact<String> REACTION = Fact.text(MESSAGE_REACTION.reaction);
    public static final Fact<Instant> TIME = Fact.moment(MESSAGE_REACTION.saidAt);

    private ReactionFacts() {}
}
