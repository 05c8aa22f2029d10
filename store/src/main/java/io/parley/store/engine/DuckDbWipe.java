package io.parley.store.engine;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deleted rows out of DuckDB's file. By itself DuckDB leaves them there (measured with 2.0.0): a deleted row stays in its row group
 * for as long as another row of the group lives; blocks that are no longer used stay as they were until something else is written there;
 * and statistics, which hold the beginnings of texts, stay in unused parts of the blocks for metadata. The write-ahead log goes with
 * each checkpoint.
 *
 * <p>So row groups with deleted rows are written anew, the unused blocks are given back by a checkpoint, and both kinds of unused room are
 * filled with noise, which is dropped again.
 */
final class DuckDbWipe {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbWipe.class);

    private static final Name NOISE = name("noise");
    /** Noise of one row, in hexadecimal digits: 1,024 of them, of which no two are alike, so that they do not compress to nothing. */
    private static final String NOISE_OF_A_ROW = String.join("||", Collections.nCopies(32, "md5(random()::varchar)"));
    /** Rows of noise that fill a block whatever becomes of them. */
    private static final int ROWS_A_BLOCK = 600;
    /** Bytes of a part of a block for metadata. */
    private static final int METADATA_PART = 4_096;
    /** Each checkpoint of the noise frees a little room that earlier noise did not reach. */
    private static final int ROUNDS = 3;
    /** How often a checkpoint is tried that others' transactions hinder, and how long to wait in between, ms. */
    private static final int TRIES = 100;
    private static final long PAUSE_MS = 100;

    private final DSLContext sql;
    private final ReentrantLock changing;
    private final Consumer<Consumer<DSLContext>> writing;

    /**
     * Prepares a wipe.
     *
     * @param changing held by whoever changes small tables
     * @param writing runs a step in a transaction of the conversation log's writer
     */
    DuckDbWipe(DSLContext sql, ReentrantLock changing, Consumer<Consumer<DSLContext>> writing) {
        this.sql = sql;
        this.changing = changing;
        this.writing = writing;
    }

    /** A run of rows that DuckDB keeps together, with those that were deleted. */
    private record RowGroup(long first, long rows) {
        String isIn() {
            return "rowid between " + first + " and " + (first + rows - 1);
        }
    }

    void run() {
        checkpoint();
        for (Record table : sql.fetch("select table_name, has_primary_key from duckdb_tables() where schema_name = current_schema() order by table_name")) {
            Name each = name(table.get(0, String.class));
            if (table.get(1, Boolean.class)) {
                rewrite(each);
            } else {
                lift(each);
            }
        }
        checkpoint();
        fill();
    }

    // ---- Row groups

    /** Writes the row groups that have deleted rows once more, at the end of the table, one in each transaction. */
    private void lift(Name table) {
        for (RowGroup group : withDeletedRows(table)) {
            writing.accept(transaction -> {
                transaction.execute("insert into {0} select * from {0} where " + group.isIn(), table);
                transaction.execute("delete from {0} where " + group.isIn(), table);
            });
        }
    }

    /** Small tables have keys, which no row may have twice even for a moment; so they are taken out and put back. */
    private void rewrite(Name table) {
        if (withDeletedRows(table).isEmpty()) {
            return;
        }
        Name kept = name("kept_rows");
        writing.accept(transaction -> {
            changing.lock();
            try {
                sql.transaction(own -> {
                    own.dsl().execute("create temporary table {0} as select * from {1}", kept, table);
                    own.dsl().execute("delete from {0}", table);
                    own.dsl().execute("insert into {0} select * from {1}", table, kept);
                    own.dsl().execute("drop table {0}", kept);
                });
            } finally {
                changing.unlock();
            }
        });
    }

    private List<RowGroup> withDeletedRows(Name table) {
        return sql
                .fetch("select min(start), sum(count)::bigint from pragma_storage_info({0}) where column_id = 0 and segment_type <> 'VALIDITY'"
                        + " group by row_group_id order by 1", inline(table.last()))
                .map(row -> new RowGroup(row.get(0, Long.class), row.get(1, Long.class)))
                .stream()
                .filter(group -> count(table, group) < group.rows())
                .toList();
    }

    private long count(Name table, RowGroup group) {
        return sql.fetchSingle("select count(*) from {0} where " + group.isIn(), table).get(0, Long.class);
    }

    // ---- Unused room

    private void fill() {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long blocks = number("select free_blocks from pragma_database_size()");
                long parts = number("select coalesce(sum(free_blocks), 0)::bigint from pragma_metadata_info()");
                if (round == 0) {
                    sql.execute("create table {0} (digits varchar)", NOISE);
                }
                sql.execute("insert into {0} select " + NOISE_OF_A_ROW + " from range(" + ((blocks + 1) * ROWS_A_BLOCK) + ")", NOISE);
                // What is said of a table is kept with the metadata.
                sql.execute("comment on table {0} is {1}", NOISE, inline(noise((parts + 1) * METADATA_PART)));
                checkpoint();
            }
        } finally {
            sql.execute("drop table if exists {0}", NOISE);
            checkpoint();
        }
    }

    private static String noise(long digits) {
        byte[] bytes = new byte[Math.toIntExact(digits / 2)];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private long number(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }

    /** Between two transactions of the log's writer and of small tables: those who write hinder a checkpoint. */
    private void checkpoint() {
        for (int tried = 1; !isCheckpointed(tried == TRIES); tried++) {
            pause();
        }
    }

    private boolean isCheckpointed(boolean last) {
        AtomicBoolean done = new AtomicBoolean();
        writing.accept(transaction -> {
            changing.lock();
            try {
                sql.execute("checkpoint");
                done.set(true);
            } catch (DataAccessException hindered) {
                if (last) {
                    throw hindered;
                }
                LOG.debug("the checkpoint is tried again", hindered);
            } finally {
                changing.unlock();
            }
        });
        return done.get();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("interrupted while deleted rows were wiped", e);
        }
    }
}
