// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 64-bit keys by which rows are joined, derived from the ids that bots send. They depend on nothing but those ids, so every
 * node, every engine and every re-import gives the same key.
 *
 * <p>They are part of the stored data: a change of this class needs a migration.
 */
public final class Keys {
    private Keys() {}

    /** A client: one user of one bot of one project. */
    public static long client(long projectId, String botId, String clientId) {
        return stream().putLong(projectId).putString(botId).putString(clientId).getAsLong();
    }

    /** A session of a client; two clients that name their session alike have two sessions. */
    public static long session(long clientKey, String sessionId) {
        return stream().putLong(clientKey).putString(sessionId).getAsLong();
    }

    /** A message: ingest is idempotent by bot and question id. */
    public static long message(long projectId, String botId, String questionId) {
        return stream()
                .putLong(projectId)
                .putString(botId)
                .putString(questionId)
                .getAsLong();
    }

    /**
     * What a status speaks of: it may not name the bot, without which there is no key of the message. The first 60 bits of a SHA-256, which
     * migrations could work out on either engine.
     */
    public static long question(long projectId, String questionId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((projectId + " " + questionId).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 4;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    /** A session in an experiment, spread evenly: what its branch is chosen by. */
    public static long participant(long experimentId, String botId, String sessionId) {
        return stream()
                .putLong(experimentId)
                .putString(botId)
                .putString(sessionId)
                .getAsLong();
    }

    /**
     * Tells a true repeat of a message from another version under the same id. Should a later release spell it otherwise, a repeat of an old
     * record merely replaces it by its equal.
     */
    public static long digest(LogRecord.Message message) {
        // Records print all their members, in order, by value.
        return stream().putString(message.toString()).getAsLong();
    }

    /** A reaction, which is nothing but what it says. */
    public static long reaction(long projectId, LogRecord.Reaction reaction) {
        return stream().putLong(projectId).putString(reaction.toString()).getAsLong();
    }

    private static HashStream64 stream() {
        return Hashing.xxh3_64().hashStream();
    }
}
