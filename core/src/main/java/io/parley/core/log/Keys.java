package io.parley.core.log;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;

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
        return stream().putLong(projectId).putString(botId).putString(questionId).getAsLong();
    }

    /** A session in an experiment, spread evenly: what its branch is chosen by. */
    public static long participant(long experimentId, String botId, String sessionId) {
        return stream().putLong(experimentId).putString(botId).putString(sessionId).getAsLong();
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
