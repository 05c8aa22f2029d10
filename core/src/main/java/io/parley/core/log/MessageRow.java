// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message in the log.
 *
 * @param versions the reports that its members come from
 * @param sessionDerived whether the bot named no session and we cut one
 * @param cleaned whether its content was deleted
 * @param blocked whether its client was blocked when it came
 */
public record MessageRow(
        long projectId,
        long clientKey,
        long sessionKey,
        long messageKey,
        MessageVersions versions,
        boolean sessionDerived,
        Turn turn,
        boolean cleaned,
        boolean blocked) {

    /** {@code value} with this message's stamp. */
    public <T> TimestampedValue<T> stamp(T value) {
        return new TimestampedValue<>(value, turn.time(), messageKey);
    }

    /**
     * The same message when somebody has commented on it: of that and what the script said, the last shows.
     *
     * @param comment null when somebody took the comment away
     */
    public MessageRow commented(@Nullable String comment, Instant at) {
        return turn.comment() != null && turn.time().isAfter(at) ? this : with(turn.withComment(comment), cleaned);
    }

    /** The same message in another session of its client. */
    public MessageRow in(long otherSessionKey) {
        return new MessageRow(
                projectId, clientKey, otherSessionKey, messageKey, versions, sessionDerived, turn, cleaned, blocked);
    }

    /** The same message of a client and in a session, which may be others. */
    public MessageRow in(long otherClientKey, long otherSessionKey, boolean derived) {
        return new MessageRow(
                projectId, otherClientKey, otherSessionKey, messageKey, versions, derived, turn, cleaned, blocked);
    }

    /** The same message at another moment. */
    public MessageRow at(Instant time) {
        return with(turn.at(time), cleaned);
    }

    /** This message with some members of a later report of it. */
    public MessageRow with(MessageRow report, Set<MessageMember> members) {
        return new MessageRow(
                projectId,
                clientKey,
                sessionKey,
                messageKey,
                versions.with(report.versions),
                sessionDerived,
                turn.with(report.turn, members),
                // A part of a cleaned message is content that the next cleanup removes.
                cleaned && report.cleaned,
                members.contains(MessageMember.TIME) || members.contains(MessageMember.CLIENT)
                        ? report.blocked
                        : blocked);
    }

    /** The same message, of a client who was blocked when it came or was not. */
    public MessageRow blocked(boolean wasBlocked) {
        return new MessageRow(
                projectId, clientKey, sessionKey, messageKey, versions, sessionDerived, turn, cleaned, wasBlocked);
    }

    /** The same message without its content. Its fingerprint stays, so that a repeat is known as one and brings nothing back. */
    public MessageRow withoutContent() {
        return with(turn.withoutContent(), true);
    }

    /**
     * The same message without anything that its client said or that was said of the client.
     *
     * @param clientId what the client is called, so that its id does not tell it
     */
    public MessageRow withoutClient(String clientId) {
        return with(turn.withoutClient(Pseudonyms.ofMessage(messageKey, turn.questionId(), clientId)), true);
    }

    private MessageRow with(Turn other, boolean nowCleaned) {
        return new MessageRow(
                projectId, clientKey, sessionKey, messageKey, versions, sessionDerived, other, nowCleaned, blocked);
    }
}
