package io.parley.store.write;

import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Origin;
import io.parley.core.log.SessionRow;
import java.util.Objects;

/**
 * A message on its way into the log.
 *
 * @param origin with a session id, but for a message whose bot names no session until one has been cut for it
 */
record Incoming(MessageRow row, Origin origin) {

    static Incoming of(long projectId, LogRecord.Message message) {
        Origin origin = message.origin();
        long client = Keys.client(projectId, origin.botId(), origin.clientId());
        String session = origin.sessionId();
        return new Incoming(
                new MessageRow(
                        projectId,
                        client,
                        session == null ? 0 : Keys.session(client, session),
                        key(projectId, message),
                        Keys.digest(message),
                        session == null,
                        message.turn()),
                origin);
    }

    /** The key of a message. */
    static long key(long projectId, LogRecord.Message message) {
        return Keys.message(projectId, message.origin().botId(), message.turn().questionId());
    }

    /** The same message in that session. */
    Incoming in(String sessionId) {
        return new Incoming(
                new MessageRow(
                        row.projectId(),
                        row.clientKey(),
                        Keys.session(row.clientKey(), sessionId),
                        row.messageKey(),
                        row.digest(),
                        row.sessionDerived(),
                        row.turn()),
                new Origin(
                        origin.botId(), origin.channelType(), origin.clientId(), origin.clientNames(), sessionId));
    }

    String sessionId() {
        return Objects.requireNonNull(origin.sessionId(), "the session has been cut by now");
    }

    boolean hasSession() {
        return origin.sessionId() != null;
    }

    SessionRow session() {
        return SessionRow.of(row, origin, sessionId());
    }
}
