// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * What stands in the place of the ids of clients who were erased, and of their sessions, which often contain the client's: made of the
 * row's key, so that it is the same whenever it is made. An id that is told after the erasure shows again.
 */
public final class Pseudonyms {
    private static final String PREFIX = "erased-";
    /** Hexadecimal digits of a key. */
    private static final int DIGITS = 16;

    private Pseudonyms() {}

    /** The pseudonym of a client or session. */
    public static String of(long key) {
        return PREFIX + HexFormat.of().toHexDigits(key);
    }

    /** The pseudonym of a session of that id; one that is a pseudonym already stays. */
    public static String ofSession(Keys keys, long clientKey, String sessionId) {
        return sessionId.startsWith(PREFIX) ? sessionId : of(keys.session(clientKey, sessionId));
    }

    /** The id to keep of a message: its pseudonym when the id names the client, as ids of some channels do. */
    public static String ofMessage(long messageKey, String questionId, String clientId) {
        return Texts.hasWord(questionId, clientId) ? of(messageKey) : questionId;
    }

    /** Whether a row shows an id, or a pseudonym in its place: then only its key tells what it is of. */
    public static boolean isOrHides(String shown, String id, long key) {
        return shown.equals(id) || shown.equals(of(key));
    }

    /** The key that a pseudonym was made of; empty for any other id. */
    public static OptionalLong key(String id) {
        try {
            return id.startsWith(PREFIX) && id.length() == PREFIX.length() + DIGITS
                    ? OptionalLong.of(HexFormat.fromHexDigitsToLong(id, PREFIX.length(), id.length()))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException notOurs) {
            return OptionalLong.empty();
        }
    }

    /** Of two ids that the rows of one key give, the one to show: the real one where there is one. */
    public static String shown(String one, String other, long key) {
        return one.equals(of(key)) ? other : one;
    }
}
