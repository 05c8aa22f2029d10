// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in the log.
 *
 * @param digest fingerprint of the whole record as it came
 * @param sessionDerived whether the bot named no session and we cut one
 * @param cleaned whether its content was deleted
 * @param blocked whether its client was blocked when it came
 */
public record MessageRow(
        long projectId,
        long clientKey,
        long sessionKey,
        long messageKey,
        long digest,
        boolean sessionDerived,
        Turn turn,
        boolean cleaned,
        boolean blocked) {

    /** {@code value} with this message's stamp. */
    public <T> Stamped<T> stamp(T value) {
        return new Stamped<>(value, turn.time(), messageKey);
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
                projectId, clientKey, otherSessionKey, messageKey, digest, sessionDerived, turn, cleaned, blocked);
    }

    /** The same message, of a client who was blocked when it came or was not. */
    public MessageRow blocked(boolean wasBlocked) {
        return new MessageRow(
                projectId, clientKey, sessionKey, messageKey, digest, sessionDerived, turn, cleaned, wasBlocked);
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
                projectId, clientKey, sessionKey, messageKey, digest, sessionDerived, other, nowCleaned, blocked);
    }

    /**
     * Whether this version of a message takes the place of another one: the later wins, and of two of one instant the one with the
     * greater digest, so that the order of arrival does not matter.
     */
    public boolean supersedes(MessageRow other) {
        int later = turn.time().compareTo(other.turn.time());
        return later != 0 ? later > 0 : digest > other.digest;
    }
}
