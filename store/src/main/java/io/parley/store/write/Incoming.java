// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Names;
import io.parley.core.log.Origin;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import java.time.Instant;
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
                        Keys.message(projectId, origin.botId(), message.turn().questionId()),
                        Keys.digest(message),
                        session == null,
                        message.turn(),
                        message.cleaned(),
                        false),
                origin);
    }

    /** The same message in that session. */
    Incoming in(String sessionId) {
        return in(Keys.session(row.clientKey(), sessionId), sessionId);
    }

    /** The same message in a session that the log has, whose id may have become a pseudonym. */
    Incoming in(long sessionKey, String sessionId) {
        return new Incoming(
                row.in(sessionKey),
                new Origin(origin.botId(), origin.channelType(), origin.clientId(), origin.clientNames(), sessionId));
    }

    /** The same message, of a client who was blocked when it came or was not. */
    Incoming blocked(boolean wasBlocked) {
        return new Incoming(row.blocked(wasBlocked), origin);
    }

    /** The same message without its content. */
    Incoming withoutContent() {
        return new Incoming(row.withoutContent(), origin);
    }

    /** The same message without anything of its client, whom nothing names any more. Keys stay, so that it is where it was. */
    Incoming withoutClient() {
        return new Incoming(
                row.withoutClient(origin.clientId()),
                new Origin(
                        origin.botId(),
                        origin.channelType(),
                        Pseudonyms.of(row.clientKey()),
                        Names.NONE,
                        hasSession() ? Pseudonyms.of(row.sessionKey()) : null));
    }

    Instant time() {
        return row.turn().time();
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
