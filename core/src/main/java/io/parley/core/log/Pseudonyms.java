// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Replacements for the ids of erased clients and of their sessions, which often contain the client's id. A pseudonym is
 * derived from the row's key, so it is always the same. An id reported after the erasure is stored in plain form again.
 */
public final class Pseudonyms {
    private static final String PREFIX = "erased-";
    /** Number of hexadecimal digits in a key. */
    private static final int DIGITS = 16;

    private Pseudonyms() {}

    /** Returns the pseudonym of a client or session with the key. */
    public static String of(long key) {
        return PREFIX + HexFormat.of().toHexDigits(key);
    }

    /** Returns the pseudonym of a session id; an id that is a pseudonym already is returned unchanged. */
    public static String ofSession(Keys keys, long clientKey, String sessionId) {
        return sessionId.startsWith(PREFIX) ? sessionId : of(keys.session(clientKey, sessionId));
    }

    /** Returns the id to store for a message: a pseudonym when the id contains the client's id, as in some channels. */
    public static String ofMessage(long messageKey, String questionId, String clientId) {
        return TextNormalizer.hasWord(questionId, clientId) ? of(messageKey) : questionId;
    }

    /** Whether a stored id is this id or its pseudonym. Of a pseudonym only the key is compared. */
    public static boolean isOrHides(String shown, String id, long key) {
        return shown.equals(id) || shown.equals(of(key));
    }

    /** Returns the key that the pseudonym was derived from; empty for any other id. */
    public static OptionalLong key(String id) {
        try {
            return id.startsWith(PREFIX) && id.length() == PREFIX.length() + DIGITS
                    ? OptionalLong.of(HexFormat.fromHexDigitsToLong(id, PREFIX.length(), id.length()))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException notOurs) {
            return OptionalLong.empty();
        }
    }

    /** Returns which of two ids for the same key to show: the plain id if one of them is. */
    public static String shown(String one, String other, long key) {
        return one.equals(of(key)) ? other : one;
    }
}
