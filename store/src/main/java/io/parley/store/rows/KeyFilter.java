// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

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
 * Knows of almost every key that is not in the log that it is not (a Bloom filter over those that are): an engine without indexes would read all
 * keys there are to find that out. Only in the process that is the only one to write. Threads may add and ask at the same time.
 *
 * <p>The keys are read in the background, once; until then, and if there are too many, every key may be in the log.
 */
public final class KeyFilter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFilter.class);

    /** A key's bits are in words side by side, one in each. */
    private static final int WORDS_A_KEY = 8;

    /** Keys that the reader takes in at once: what it locks out the writer for. */
    private static final int AT_ONCE = 2_048;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** Null when nothing is known, nor will be. */
    private final long @Nullable [] words;

    private volatile boolean complete;
    private volatile boolean closed;

    /**
     * How much memory the filter of a store may take.
     *
     * @param bitsAKey of 24, one key in some 10,000 that are not there seems to be, or one in 200 when there are twice as many as there is room for;
     *     of 16, one in 2,000, or in 30
     * @param partOfHeap what would take more than this part of all that the process may have, such as 4 for a quarter, is not made
     */
    public record Room(int bitsAKey, int partOfHeap) {
        private boolean holds(long keys) {
            long most = Runtime.getRuntime().maxMemory() / Long.BYTES / partOfHeap;
            return keys * bitsAKey / Long.SIZE < Math.min(most, Integer.MAX_VALUE);
        }
    }

    /**
     * Where keys are.
     *
     * @param rows with one key each
     * @param key a digest, or as good as one
     */
    public record Source(Select<?> rows, KeyOfRow key) {
        /** Keys that are columns. */
        public static Source of(Field<Long> column, Table<?> table) {
            return new Source(DSL.select(column).from(table), row -> row.getLong(1));
        }
    }

    /** Which key a row has. */
    @FunctionalInterface
    public interface KeyOfRow {
        long of(ResultSet row) throws SQLException;
    }

    private KeyFilter(long @Nullable [] words) {
        this.words = words;
    }

    /** Nothing is known, and nothing will be. */
    public static KeyFilter none() {
        return new KeyFilter(null);
    }

    /**
     * Has the keys read; from now on, whatever is going to be written has to be {@link #add added}.
     *
     * @param reader reads them, one filter's after the other's: it takes seconds, and people ask meanwhile
     * @param room for those that there are, and half as many again
     * @param sources where all of them are
     */
    public static KeyFilter of(Engine engine, Executor reader, Room room, List<Source> sources) {
        long there = sources.stream()
                .mapToLong(each -> engine.sql().fetchCount(each.rows()))
                .sum();
        long thereSoon = there + there / 2 + 1_000_000;
        if (!room.holds(thereSoon)) {
            return none();
        }
        KeyFilter filter = new KeyFilter(
                new long[Math.toIntExact(thereSoon * room.bitsAKey() / Long.SIZE / WORDS_A_KEY) * WORDS_A_KEY]);
        reader.execute(() -> filter.read(engine, sources));
        return filter;
    }

    private void read(Engine engine, List<Source> sources) {
        try (Connection connection = engine.streaming();
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

    /** Takes a key in; to be done before it is committed. */
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

    /** The reader adds while the writer does. */
    private synchronized void add(long[] keys, int number) {
        for (int i = 0; i < number; i++) {
            add(keys[i]);
        }
    }

    /** Whether the keys are read; if not, every key may be in the log. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether that key may be in the log; if not, it is not. */
    public boolean mayHave(long key) {
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

    /** Where a key's words begin. Keys are digests, but of some the first bits are always 0. */
    private static int firstWord(long key, int words) {
        long spread = key * 0xD6E8_FEB8_6659_FD93L;
        return (int) ((spread >>> Integer.SIZE) * (words / WORDS_A_KEY) >>> Integer.SIZE) * WORDS_A_KEY;
    }

    /** Six bits for each word, which have nothing to do with where these are. */
    private static long bits(long key) {
        return key * 0x9E37_79B9_7F4A_7C15L >>> Long.SIZE - WORDS_A_KEY * 6;
    }

    private static long bit(long bits, int word) {
        return 1L << (bits >>> word * 6);
    }

    /** Stops reading, soon. */
    @Override
    public void close() {
        closed = true;
    }
}
