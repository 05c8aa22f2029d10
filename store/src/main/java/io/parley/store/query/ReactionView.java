package io.parley.store.query;

import io.parley.core.log.Names;
import io.parley.store.rows.ReactionRow;
import org.jspecify.annotations.Nullable;

/**
 * A reaction with what hangs off it.
 *
 * @param clientNames {@link Names#NONE} for a client who has said nothing yet
 * @param message the message that the reaction is to; null while it has not arrived
 */
public record ReactionView(ReactionRow reaction, Names clientNames, @Nullable MessageView message) {

    /** The session, as the reaction or its message names it. */
    public @Nullable String sessionId() {
        return reaction.sessionId() == null && message != null
                ? message.session().session().sessionId()
                : reaction.sessionId();
    }
}
