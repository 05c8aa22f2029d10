// SPDX-License-Identifier: Apache-2.0
package io.parley.store.index;

import io.parley.store.engine.Engine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executor;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Bloom filter over the keys in the log. It saves an engine without indexes from a scan of all keys to find that a
 * key is new. Only the process that is the single writer can use it. It is thread-safe.
 *
 * <p>The keys are read once, in the background. Until then, and if there are too many, the answer for every key is that
 * it may be in the log.
 */
public final class KeyBloomFilter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyBloomFilter.class);

    /** A blocked Bloom filter: each key sets one bit in each of this many adjacent words. */
    private static final int WORDS_A_KEY = 8;

    /** Keys that the reader adds in one step, which blocks the writer. */
    private static final int AT_ONCE = 2_048;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** Null for a filter without any information. */
    private final long @Nullable [] words;

    private volatile boolean complete;
    private volatile boolean closed;

    /**
     * The memory limit of a filter.
     *
     * @param bitsAKey with 24, the false positive rate is about 1 in 10,000, or 1 in 200 with twice the planned number
     *     of keys; with 16, 1 in 2,000, or 1 in 30
     * @param partOfHeap divisor of the maximum heap, for example 4 for a quarter; a filter that needs more is not
     *     created
     */
    public record Room(int bitsAKey, int partOfHeap) {
        private boolean holds(long keys) {
            long most = Runtime.getRuntime().maxMemory() / Long.BYTES / partOfHeap;
            return keys * bitsAKey / Long.SIZE < Math.min(most, Integer.MAX_VALUE);
        }
    }

    /**
     * A query for keys.
     *
     * @param rows with one key each
     * @param key returns the key of a row, which must be uniformly distributed like a hash
     */
    public record Source(Select<?> rows, KeyOfRow key) {
        /** Creates a source of keys that are columns. */
        public static Source of(Field<Long> column, Table<?> table) {
            return new Source(DSL.select(column).from(table), row -> row.getLong(1));
        }
    }

    /** Returns the key of a row. */
    @FunctionalInterface
    public interface KeyOfRow {
        long of(ResultSet row) throws SQLException;
    }

    private KeyBloomFilter(long @Nullable [] words) {
        this.words = words;
    }

    /** Returns a filter without any information. */
    public static KeyBloomFilter none() {
        return new KeyBloomFilter(null);
    }

    /**
     * Creates a filter and reads the keys in the background; from now on, new keys must be {@link #add added} before
     * they are committed.
     *
     * @param reader reads the keys of one filter after the other: it takes seconds, and queries go on meanwhile
     * @param room memory limit for the existing keys and half as many again
     * @param sources all keys
     */
    public static KeyBloomFilter of(Engine engine, Executor reader, Room room, List<Source> sources) {
        long there = sources.stream()
                .mapToLong(each -> engine.sql().fetchCount(each.rows()))
                .sum();
        long thereSoon = there + there / 2 + 1_000_000;
        if (!room.holds(thereSoon)) {
            return none();
        }
        KeyBloomFilter filter = new KeyBloomFilter(
                new long[Math.toIntExact(thereSoon * room.bitsAKey() / Long.SIZE / WORDS_A_KEY) * WORDS_A_KEY]);
        reader.execute(() -> filter.read(engine, sources));
        return filter;
    }

    private void read(Engine engine, List<Source> sources) {
        try (Connection connection = engine.openStreaming();
                Statement statement = connection.createStatement()) {
            for (Source source : sources) {
                try (ResultSet row = statement.executeQuery(engine.sql().renderInlined(source.rows()))) {
                    long[] some = new long[AT_ONCE];
                    int number;
                    do {
                        number = 0;
                        while (number < AT_ONCE && !closed && row.next()) {
                            some[number++] = source.key().of(row);
                        }
                        add(some, number);
                    } while (number == AT_ONCE);
                }
            }
            complete = !closed;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the keys in the log cannot be read; each is going to be looked up", e);
        }
    }

    /** Adds a key; must be called before it is committed. */
    public synchronized void add(long key) {
        long @Nullable [] to = words;
        if (to != null) {
            int first = firstWord(key, to.length);
            long bits = bits(key);
            for (int i = 0; i < WORDS_A_KEY; i++) {
                WORDS.setRelease(to, first + i, to[first + i] | bit(bits, i));
            }
        }
    }

    /** The reader adds keys concurrently with the writer. */
    private synchronized void add(long[] keys, int number) {
        for (int i = 0; i < number; i++) {
            add(keys[i]);
        }
    }

    /** Returns whether the keys are read; before, every key may be in the log. */
    public boolean isComplete() {
        return complete;
    }

    /** Returns false when that key is certainly not in the log. */
    public boolean mightContain(long key) {
        long @Nullable [] in = words;
        if (in == null || !complete) {
            return true;
        }
        int first = firstWord(key, in.length);
        long bits = bits(key);
        for (int i = 0; i < WORDS_A_KEY; i++) {
            if (((long) WORDS.getAcquire(in, first + i) & bit(bits, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the index of a key's first word. Keys are hashes, but the first bits of some are always 0. */
    private static int firstWord(long key, int words) {
        long spread = key * 0xD6E8_FEB8_6659_FD93L;
        return (int) ((spread >>> Integer.SIZE) * (words / WORDS_A_KEY) >>> Integer.SIZE) * WORDS_A_KEY;
    }

    /** Returns six bits for each word, independent of the index of the words. */
    private static long bits(long key) {
        return key * 0x9E37_79B9_7F4A_7C15L >>> Long.SIZE - WORDS_A_KEY * 6;
    }

    private static long bit(long bits, int word) {
        return 1L << (bits >>> word * 6);
    }

    /** Stops the reading of keys asynchronously. */
    @Override
    public void close() {
        closed = true;
    }
}
