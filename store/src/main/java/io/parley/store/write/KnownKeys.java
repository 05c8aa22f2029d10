package io.parley.store.write;

import static io.parley.store.rows.MessageTable.MESSAGE;

import io.parley.store.engine.Engine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows of almost every message that is not in the log that it is not (a Bloom filter over the keys of those that are): most that come are new,
 * and an engine without indexes would read all keys there are to find that out. Only for a writer that is the only one.
 *
 * <p>It is read in the background, once; until then, and if there are too many, every key may be known.
 */
final class KnownKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);

    /** One key in some 20,000 that are not there seems to be. */
    private static final int BITS_A_KEY = 24;

    private static final int PROBES = 8;

    /** More would take more than 100 MB. With twice as many as there was room for, one of 300 seems to be there. */
    private static final long MOST = 32_000_000;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** Null while nothing is known. */
    private long @Nullable [] words;

    private volatile boolean complete;
    private volatile boolean closed;
    private @Nullable Thread reader;

    /** Nothing is known, and nothing will be. */
    static KnownKeys none() {
        return new KnownKeys();
    }

    /** Reads the keys; from now on, whatever is going to be written has to be {@link #add added}. */
    static KnownKeys of(Engine engine) {
        KnownKeys known = new KnownKeys();
        long there = engine.sql().fetchCount(MESSAGE.table());
        if (there <= MOST) {
            known.words = new long[Math.toIntExact((there + there / 2 + 1_000_000) * BITS_A_KEY / Long.SIZE)];
            known.reader = Thread.ofPlatform().name("known-keys").start(() -> known.read(engine));
        }
        return known;
    }

    private void read(Engine engine) {
        try (Connection connection = engine.streaming();
                Statement statement = connection.createStatement();
                ResultSet keys = statement.executeQuery(
                        engine.sql().renderInlined(engine.sql().select(MESSAGE.messageKey).from(MESSAGE.table())))) {
            while (!closed && keys.next()) {
                add(keys.getLong(1));
            }
            complete = !closed;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the keys of messages cannot be read; each is going to be looked up", e);
        }
    }

    void add(long key) {
        long @Nullable [] to = words;
        if (to != null) {
            for (int probe = 0; probe < PROBES; probe++) {
                long bit = bit(key, probe, to.length);
                // The reader and the writer add at the same time.
                WORDS.getAndBitwiseOr(to, (int) (bit >>> 6), 1L << bit);
            }
        }
    }

    /** Whether a message may be in the log; if not, it is not. */
    boolean mayHave(long key) {
        long @Nullable [] in = words;
        if (in == null || !complete) {
            return true;
        }
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(key, probe, in.length);
            if ((in[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Stops reading. */
    @Override
    public void close() {
        closed = true;
        try {
            if (reader != null) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keys are digests: each half of one is as good as any hash of it. */
    private static long bit(long key, int probe, int words) {
        long mixed = (key >>> 32) + probe * (key | 1) & 0xFFFF_FFFFL;
        return mixed * ((long) words * Long.SIZE) >>> 32;
    }
}
