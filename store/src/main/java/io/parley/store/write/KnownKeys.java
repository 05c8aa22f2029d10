package io.parley.store.write;

import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;

import io.parley.store.engine.Engine;
import io.parley.store.rows.RowTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows of almost every message, session and client that is not in the log that it is not (a Bloom filter over the keys of those that are): most
 * that come are new, and an engine without indexes would read all keys there are to find that out. Only for a writer that is the only one.
 *
 * <p>It is read in the background, once; until then, and if there are too many, every key may be known.
 */
final class KnownKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);

    private static final Map<RowTable<?>, Field<Long>> KEYS =
            Map.of(MESSAGE, MESSAGE.messageKey, SESSION, SESSION.sessionKey, CLIENT, CLIENT.clientKey);

    /** One key in some 10,000 that are not there seems to be. With twice as many as there is room for, one in 200. */
    private static final int BITS_A_KEY = 24;

    /** A key's bits are in words side by side, one in each. */
    private static final int WORDS_A_KEY = 8;

    /** More would take more than 150 MB. */
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

    /** Begins to read the keys; from now on, whatever is going to be written has to be {@link #add added}. */
    static KnownKeys of(Engine engine) {
        KnownKeys known = new KnownKeys();
        long there = KEYS.keySet().stream().mapToLong(table -> engine.sql().fetchCount(table.table())).sum();
        if (there <= MOST) {
            long room = there + there / 2 + 1_000_000;
            known.words = new long[Math.toIntExact(room * BITS_A_KEY / Long.SIZE / WORDS_A_KEY) * WORDS_A_KEY];
            known.reader = Thread.ofPlatform().name("known-keys").start(() -> known.read(engine));
        }
        return known;
    }

    private void read(Engine engine) {
        try (Connection connection = engine.streaming();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<RowTable<?>, Field<Long>> each : KEYS.entrySet()) {
                try (ResultSet keys = statement.executeQuery(engine.sql()
                        .renderInlined(DSL.select(each.getValue()).from(each.getKey().table())))) {
                    while (!closed && keys.next()) {
                        add(keys.getLong(1));
                    }
                }
            }
            complete = !closed;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the keys of messages cannot be read; each is going to be looked up", e);
        }
    }

    void add(long key) {
        long @Nullable [] to = words;
        if (to != null) {
            int first = firstWord(key, to.length);
            long bits = bits(key);
            for (int i = 0; i < WORDS_A_KEY; i++) {
                // The reader and the writer add at the same time.
                WORDS.getAndBitwiseOr(to, first + i, bit(bits, i));
            }
        }
    }

    /** Whether one of that key may be in the log; if not, it is not. */
    boolean mayHave(long key) {
        long @Nullable [] in = words;
        if (in == null || !complete) {
            return true;
        }
        int first = firstWord(key, in.length);
        long bits = bits(key);
        for (int i = 0; i < WORDS_A_KEY; i++) {
            if ((in[first + i] & bit(bits, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Keys are digests: half of one is as good as any hash of it. */
    private static int firstWord(long key, int words) {
        return (int) ((key >>> Integer.SIZE) * (words / WORDS_A_KEY) >>> Integer.SIZE) * WORDS_A_KEY;
    }

    /** The golden ratio's bits bring those of the key's other half up, six for each word. */
    private static long bits(long key) {
        return key * 0x9E37_79B9_7F4A_7C15L >>> Long.SIZE - WORDS_A_KEY * 6;
    }

    private static long bit(long bits, int word) {
        return 1L << (bits >>> word * 6);
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
}
