// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.parley.store.engine.StoreException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The removal of deleted rows, and of replaced values, from DuckDB's file. DuckDB itself leaves them there (found in
 * files of version 2.0.0). A deleted row stays in its row group as long as another row of the group exists. Columns
 * share blocks, in which old values of one column stay beside the others. A table's statistics keep the first twelve
 * bytes of former smallest and largest texts. Blocks and parts of blocks that are no longer used keep their content
 * until they are overwritten. Each checkpoint clears the write-ahead log.
 *
 * <p>So tables are rewritten as new tables, and a checkpoint frees the old ones. Of a table that is too large for that,
 * only the row groups with deleted rows are rewritten; its statistics stay. Then the free space is filled with random
 * data, which is dropped again.
 */
final class DuckDbPurge {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbPurge.class);

    private static final String HISTORY = "flyway_schema_history";
    private static final Name NOISE = name("noise");
    private static final Name ANEW = name("written_anew");
    /**
     * Maximum number of rows of a table that is rewritten as a whole, so that bots do not wait longer than a few
     * seconds.
     */
    private static final long LARGEST_ANEW = 500_000;
    /**
     * Random data of one row: 1,024 hexadecimal digits, different in each row, so that they are not compressible to
     * nothing.
     */
    private static final String NOISE_OF_A_ROW = String.join("||", Collections.nCopies(32, "md5(random()::varchar)"));
    /** Rows of random data that certainly fill a block. */
    private static final int ROWS_A_BLOCK = 600;
    /** Bytes of a part of a block for metadata. */
    private static final int METADATA_PART = 4_096;
    /** Repetitions: each checkpoint of the random data frees a little space that was not overwritten before. */
    private static final int ROUNDS = 3;
    /**
     * Maximum number of attempts at a checkpoint that concurrent transactions prevent; the pause between them, in ms.
     */
    private static final int TRIES = 100;

    private static final long PAUSE_MS = 100;

    private final DSLContext sql;
    private final ReentrantLock changing;
    private final Consumer<Consumer<DSLContext>> writing;
    private final long largestAnew;

    /**
     * Prepares a wipe.
     *
     * @param changing lock of the changes of small tables
     * @param writing runs a step in a transaction of the conversation log's writer
     */
    DuckDbPurge(DSLContext sql, ReentrantLock changing, Consumer<Consumer<DSLContext>> writing) {
        this(sql, changing, writing, LARGEST_ANEW);
    }

    DuckDbPurge(DSLContext sql, ReentrantLock changing, Consumer<Consumer<DSLContext>> writing, long largestAnew) {
        this.sql = sql;
        this.changing = changing;
        this.writing = writing;
        this.largestAnew = largestAnew;
    }

    void run() {
        sql.fetch(
                        "select table_name, sql, estimated_size, has_primary_key from duckdb_tables() where schema_name = current_schema()")
                .forEach(table -> {
                    Name each = name(table.get(0, String.class));
                    // Tables with keys are small; Flyway's own contains no personal data.
                    if (each.last().equals(HISTORY)) {
                        return;
                    }
                    if (table.get(2, Long.class) <= largestAnew || table.get(3, Boolean.class)) {
                        rewriteTable(each, table.get(1, String.class));
                    } else {
                        lift(each);
                    }
                });
        checkpoint();
        fill();
    }

    // ---- Rows

    /** Rewrites a table while no writer uses it; a concurrent reader continues with the old table. */
    private void rewriteTable(Name table, String definition) {
        String columns = definition.substring(definition.indexOf('('));
        writing.accept(waiting -> {
            changing.lock();
            try {
                // This transaction begins only now, so that its snapshot contains all earlier writes.
                sql.transaction(own -> {
                    own.dsl().execute("create table {0}" + columns, ANEW);
                    own.dsl().execute("insert into {0} select * from {1}", ANEW, table);
                    own.dsl().execute("drop table {0}", table);
                    own.dsl().execute("alter table {0} rename to {1}", ANEW, table);
                });
            } finally {
                changing.unlock();
            }
        });
    }

    /** A row group: rows that DuckDB stores together, including deleted ones. */
    private record RowGroup(long first, long rows) {
        String isIn() {
            return "rowid between " + first + " and " + (first + rows - 1);
        }
    }

    /** Rewrites the row groups with deleted rows at the end of the table, one in each transaction. */
    private void lift(Name table) {
        for (RowGroup group : withDeletedRows(table)) {
            writing.accept(transaction -> {
                transaction.execute("insert into {0} select * from {0} where " + group.isIn(), table);
                transaction.execute("delete from {0} where " + group.isIn(), table);
            });
        }
    }

    private List<RowGroup> withDeletedRows(Name table) {
        return sql
                .fetch(
                        "select min(start), sum(count)::bigint from pragma_storage_info({0}) where column_id = 0 and segment_type <> 'VALIDITY'"
                                + " group by row_group_id order by 1",
                        inline(table.last()))
                .map(row -> new RowGroup(row.get(0, Long.class), row.get(1, Long.class)))
                .stream()
                .filter(group -> count(table, group) < group.rows())
                .toList();
    }

    private long count(Name table, RowGroup group) {
        return sql.fetchSingle("select count(*) from {0} where " + group.isIn(), table)
                .get(0, Long.class);
    }

    // ---- Free space

    private void fill() {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long blocks = number("select free_blocks from pragma_database_size()");
                long parts = number("select coalesce(sum(free_blocks), 0)::bigint from pragma_metadata_info()");
                if (round == 0) {
                    sql.execute("create table {0} (digits varchar)", NOISE);
                }
                sql.execute(
                        "insert into {0} select " + NOISE_OF_A_ROW + " from range(" + ((blocks + 1) * ROWS_A_BLOCK)
                                + ")",
                        NOISE);
                // DuckDB stores the comment on a table in the metadata.
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

    /**
     * Runs a checkpoint between transactions of the log's writer and of small tables, because a concurrent write
     * prevents it.
     */
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
            throw new StoreException("interrupted while deleted rows were wiped", e);
        }
    }
}
