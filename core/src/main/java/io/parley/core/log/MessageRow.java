package io.parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in the log.
 *
 * @param digest fingerprint of the whole record as it came
 * @param sessionDerived whether the bot named no session and we cut one
 */
public record MessageRow(
        long projectId,
        long clientKey,
        long sessionKey,
        long messageKey,
        long digest,
        boolean sessionDerived,
        Turn turn) {

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
        return turn.comment() != null && turn.time().isAfter(at)
                ? this
                : new MessageRow(
                        projectId, clientKey, sessionKey, messageKey, digest, sessionDerived, turn.withComment(comment));
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
