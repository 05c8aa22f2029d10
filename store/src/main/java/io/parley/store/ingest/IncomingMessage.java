// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.MessageVersions;
import io.parley.core.log.Origin;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written to the log.
 *
 * @param origin contains a session id, except for a message of a bot that names none, until its session is derived
 */
record IncomingMessage(MessageRow row, Origin origin) {

    static IncomingMessage of(Keys keys, long projectId, LogRecord.Message message) {
        return of(keys, projectId, message, null);
    }

    /**
     * A message as it comes.
     *
     * @param before one that came before it to the same project: of the same client, or session, most often, whose key need not be made again; null
     *     for none
     */
    static IncomingMessage of(Keys keys, long projectId, LogRecord.Message message, @Nullable IncomingMessage before) {
        Origin origin = message.origin();
        long client = client(keys, projectId, origin, before);
        String session = origin.sessionId();
        return new IncomingMessage(
                new MessageRow(
                        projectId,
                        client,
                        session == null ? 0 : session(keys, client, session, before),
                        keys.message(projectId, origin.botId(), message.turn().questionId()),
                        versions(message),
                        session == null,
                        message.turn(),
                        message.cleaned(),
                        false),
                origin);
    }

    private static long client(Keys keys, long projectId, Origin origin, @Nullable IncomingMessage before) {
        return before != null
                        && before.origin.botId().equals(origin.botId())
                        && before.origin.clientId().equals(origin.clientId())
                ? before.row.clientKey()
                : keys.client(projectId, origin.botId(), origin.clientId());
    }

    private static long session(Keys keys, long client, String sessionId, @Nullable IncomingMessage before) {
        return before != null && before.row.clientKey() == client && sessionId.equals(before.origin.sessionId())
                ? before.row.sessionKey()
                : keys.session(client, sessionId);
    }

    private static MessageVersions versions(LogRecord.Message message) {
        MessageVersion version = new MessageVersion(message.version(), Keys.digest(message));
        return message.isPart() ? MessageVersions.ofPart(version, message.members()) : MessageVersions.ofWhole(version);
    }

    /** The same report, where it says no time, at the time of the message that is known already. */
    IncomingMessage completedBy(MessageRow known) {
        MessageVersions versions = row.versions();
        boolean saysTime = versions.whole() != null || versions.parts().containsKey(MessageMember.TIME);
        return saysTime ? this : new IncomingMessage(row.at(known.turn().time()), origin);
    }

    /** This message with some members of a later report of it. */
    IncomingMessage with(Keys keys, IncomingMessage report, Set<MessageMember> members) {
        boolean movesToClient = members.contains(MessageMember.CLIENT);
        boolean movesToSession = members.contains(MessageMember.SESSION);
        Origin client = movesToClient ? report.origin : origin;
        long clientKey = movesToClient ? report.row.clientKey() : row.clientKey();
        boolean derived = movesToSession ? report.row.sessionDerived() : row.sessionDerived();
        String sessionId = derived ? null : movesToSession ? report.origin.sessionId() : origin.sessionId();
        boolean stays = !movesToSession && clientKey == row.clientKey();
        long sessionKey = sessionId == null ? 0 : stays ? row.sessionKey() : keys.session(clientKey, sessionId);
        return new IncomingMessage(
                row.with(report.row, members).in(clientKey, sessionKey, derived),
                new Origin(
                        origin.botId(),
                        client.channelType(),
                        client.clientId(),
                        report.origin.clientNames(),
                        sessionId));
    }

    /** The same report in the session of the message, if it names none. */
    IncomingMessage inSessionOf(IncomingMessage message) {
        return hasSession() || !message.hasSession() || row.clientKey() != message.row.clientKey()
                ? this
                : in(message.row.sessionKey(), message.sessionId());
    }

    /** The same message in that session. */
    IncomingMessage in(Keys keys, String sessionId) {
        return in(keys.session(row.clientKey(), sessionId), sessionId);
    }

    /** The same message in a session of the log with an id that may have become a pseudonym. */
    IncomingMessage in(long sessionKey, String sessionId) {
        return new IncomingMessage(
                row.in(sessionKey),
                new Origin(origin.botId(), origin.channelType(), origin.clientId(), origin.clientNames(), sessionId));
    }

    /** The same message with the flag whether its client was blocked at its time. */
    IncomingMessage blocked(boolean wasBlocked) {
        return new IncomingMessage(row.blocked(wasBlocked), origin);
    }

    /** The same message without its content. */
    IncomingMessage withoutContent() {
        return new IncomingMessage(row.withoutContent(), origin);
    }

    /** The same message without any data of its client. Keys stay, so that its position is unchanged. */
    IncomingMessage withoutClient() {
        return new IncomingMessage(
                row.withoutClient(origin.clientId()),
                new Origin(
                        origin.botId(),
                        origin.channelType(),
                        Pseudonyms.of(row.clientKey()),
                        ClientNames.NONE,
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
