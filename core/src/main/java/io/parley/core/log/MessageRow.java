package io.parley.core.log;

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
     * Whether this version of a message takes the place of another one: the later wins, and of two of one instant the one with the
     * greater digest, so that the order of arrival does not matter.
     */
    public boolean supersedes(MessageRow other) {
        int later = turn.time().compareTo(other.turn.time());
        return later != 0 ? later > 0 : digest > other.digest;
    }
}
