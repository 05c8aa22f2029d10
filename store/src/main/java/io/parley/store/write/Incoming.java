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
 * A message to be written to the log.
 *
 * @param origin contains a session id, except for a message of a bot that names none, until its session is derived
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

    /** The same message in a session of the log with an id that may have become a pseudonym. */
    Incoming in(long sessionKey, String sessionId) {
        return new Incoming(
                row.in(sessionKey),
                new Origin(origin.botId(), origin.channelType(), origin.clientId(), origin.clientNames(), sessionId));
    }

    /** The same message with the flag whether its client was blocked at its time. */
    Incoming blocked(boolean wasBlocked) {
        return new Incoming(row.blocked(wasBlocked), origin);
    }

    /** The same message without its content. */
    Incoming withoutContent() {
        return new Incoming(row.withoutContent(), origin);
    }

    /** The same message without any data of its client. Keys stay, so that its position is unchanged. */
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
