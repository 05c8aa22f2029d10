// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.rows.SessionTable.SESSION;

import java.time.Instant;
import org.jooq.impl.DSL;

/**
 * What lists of reactions can tell of a reaction. Of the message that it is to, {@link MessageFacts} tell, all of which are missing until
 * it arrives; of the client's name, {@link SessionFacts#CLIENT_NAME}.
 */
public final class ReactionFacts {
    public static final Fact<Long> PROJECT_ID = Fact.number(MESSAGE_REACTION.projectId);
    public static final Fact<String> BOT_ID = Fact.text(MESSAGE_REACTION.botId);
    public static final Fact<String> CLIENT_ID = Fact.text(MESSAGE_REACTION.clientId);
    /** As the reaction or its message names it; missing when neither does. */
    public static final Fact<String> SESSION_ID =
            Fact.text(DSL.coalesce(MESSAGE_REACTION.sessionId, SESSION.sessionId));

    public static final Fact<String> MESSAGE_ID = Fact.text(MESSAGE_REACTION.messageId);
    public static final Fact<String> REACTION = Fact.text(MESSAGE_REACTION.reaction);
    public static final Fact<Instant> TIME = Fact.moment(MESSAGE_REACTION.saidAt);

    private ReactionFacts() {}
}
