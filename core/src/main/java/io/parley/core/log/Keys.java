// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;

/**
 * The 64-bit keys by which rows are joined: the first 64 bits of an HMAC-SHA-256 of the ids that bots send, with a secret of the store. So every
 * node of a store gives the same key, and those who choose ids cannot choose two of one key. By chance two may have one all the same: a key finds
 * a row of its project only, and the row's identity says whether it is the one.
 *
 * <p>They are part of the stored data: a change of this class needs a migration. What depends on no store is static.
 */
public final class Keys {
    /** Bytes of a secret, as many as a block of the hash takes. */
    public static final int SECRET_BYTES = 64;

    /** Ends each part of an identity; no text has this byte in UTF-8. */
    public static final byte END_OF_PART = (byte) 0xFF;

    private static final byte INNER_PADDING = 0x36;
    private static final byte OUTER_PADDING = 0x5C;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final long mask;
    private final long[] former;

    /** What a key is of. Its letter begins the text that is hashed, so that no two kinds share one. */
    public enum Kind {
        CLIENT("c"),
        SESSION("s"),
        MESSAGE("m"),
        REACTION("r"),
        CONVERSATION("v"),
        PIECE("p");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        public String letter() {
            return letter;
        }
    }

    /**
     * The keys of a store.
     *
     * @param secret the store's, of {@link #SECRET_BYTES}
     * @param former keys from before there was a secret that stay in use, because nobody knows any more what ids they were made of
     */
    public Keys(byte[] secret, Collection<Long> former) {
        this(secret, former, Long.SIZE);
    }

    /**
     * Keys that are alike more often than they should be.
     *
     * @param bits how many of a key are used, 1 to 64
     */
    Keys(byte[] secret, Collection<Long> former, int bits) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("the secret of the keys has " + secret.length + " bytes");
        }
        this.inner = begun(secret, INNER_PADDING);
        this.outer = begun(secret, OUTER_PADDING);
        this.former = former.stream().mapToLong(Long::longValue).sorted().toArray();
        this.mask = -1L >>> Long.SIZE - bits;
    }

    /** The secret as the inner, or the outer, of the two hashes begins with it. */
    public static byte[] innerPad(byte[] secret) {
        return padded(secret, INNER_PADDING);
    }

    /** See {@link #innerPad}. */
    public static byte[] outerPad(byte[] secret) {
        return padded(secret, OUTER_PADDING);
    }

    private static byte[] padded(byte[] secret, byte padding) {
        byte[] padded = secret.clone();
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= padding;
        }
        return padded;
    }

    private static MessageDigest begun(byte[] secret, byte padding) {
        MessageDigest digest = sha256();
        digest.update(padded(secret, padding));
        return digest;
    }

    /** A client: one user of one bot of one project. */
    public long client(long projectId, String botId, String clientId) {
        if (former.length > 0) {
            long key = withoutSecret(projectId, botId, clientId);
            if (isFormer(key)) {
                return key;
            }
        }
        return key(Kind.CLIENT, Long.toString(projectId), botId, clientId);
    }

    /** A session of a client; two clients that name their session alike have two sessions. */
    public long session(long clientKey, String sessionId) {
        if (former.length > 0) {
            long key = stream().putLong(clientKey).putString(sessionId).getAsLong();
            if (isFormer(key)) {
                return key;
            }
        }
        return key(Kind.SESSION, Long.toString(clientKey), sessionId);
    }

    /** A message: ingest is idempotent by bot and question id. */
    public long message(long projectId, String botId, String questionId) {
        if (former.length > 0) {
            long key = withoutSecret(projectId, botId, questionId);
            if (isFormer(key)) {
                return key;
            }
        }
        return key(Kind.MESSAGE, Long.toString(projectId), botId, questionId);
    }

    /** A conversation of pieces. */
    public long conversation(long projectId, String conversationId) {
        return key(Kind.CONVERSATION, Long.toString(projectId), conversationId);
    }

    /** A piece of a conversation. */
    public long piece(long conversationKey, String pieceId) {
        return key(Kind.PIECE, Long.toString(conversationKey), pieceId);
    }

    /** What a conversation remembers of its settled pieces; no piece has the same identity. */
    public long settlement(long conversationKey) {
        return key(Kind.PIECE, Long.toString(conversationKey));
    }

    /** A reaction, which is nothing but what it says. */
    public long reaction(long projectId, LogRecord.Reaction reaction) {
        return key(
                Kind.REACTION,
                Long.toString(projectId),
                reaction.botId(),
                reaction.clientId(),
                reaction.messageId(),
                reaction.sessionId() == null ? "" : reaction.sessionId(),
                reaction.questionId() == null ? "" : reaction.questionId(),
                reaction.reaction(),
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, reaction.at())));
    }

    private long key(Kind kind, String... parts) {
        try {
            MessageDigest message = (MessageDigest) inner.clone();
            update(message, kind.letter());
            for (String part : parts) {
                update(message, part);
            }
            MessageDigest whole = (MessageDigest) outer.clone();
            whole.update(message.digest());
            return ByteBuffer.wrap(whole.digest()).getLong() & mask;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 cannot be copied", e);
        }
    }

    private static void update(MessageDigest message, String part) {
        message.update(part.getBytes(StandardCharsets.UTF_8));
        message.update(END_OF_PART);
    }

    private boolean isFormer(long key) {
        return Arrays.binarySearch(former, key) >= 0;
    }

    /** As keys of clients and messages were made before there was a secret. */
    private static long withoutSecret(long projectId, String botId, String id) {
        return stream().putLong(projectId).putString(botId).putString(id).getAsLong();
    }

    /**
     * What a status speaks of: it may not name the bot, without which there is no key of the message. The first 60 bits of a SHA-256, which
     * migrations could work out on either engine. No identity: several questions may have one, and what is found is compared.
     */
    public static long question(long projectId, String questionId) {
        byte[] hash = sha256().digest((projectId + " " + questionId).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() >>> 4;
    }

    /** A session in an experiment, spread evenly: what its branch is chosen by. */
    public static long participant(long experimentId, String botId, String sessionId) {
        return withoutSecret(experimentId, botId, sessionId);
    }

    /**
     * Tells a true repeat of a message from another version under the same id. Should a later release spell it otherwise, a repeat of an old
     * record merely replaces it by its equal.
     */
    public static long digest(LogRecord.Message message) {
        // Records print all their members, in order, by value.
        return stream().putString(message.toString()).getAsLong();
    }

    /** Tells a true repeat of a piece from another version under the same id. */
    public static long digest(Piece piece) {
        return stream().putString(piece.toString()).getAsLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    private static HashStream64 stream() {
        return Hashing.xxh3_64().hashStream();
    }
}
