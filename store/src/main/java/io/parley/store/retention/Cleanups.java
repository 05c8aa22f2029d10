// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SmallTables.CLEANUP;
import static io.parley.store.rows.SmallTables.PROJECT;

import io.parley.core.log.MessageRow;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import io.parley.store.rows.RowReader;
import io.parley.store.task.Task;
import io.parley.store.task.Tasks;
import io.parley.store.write.ConversationLog;
import io.parley.store.write.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Which projects have the content of old messages deleted, and the deleting. */
public final class Cleanups {
    /** Messages in one transaction; bots wait so long. */
    private static final int PORTION = 2_000;

    private final Engine engine;
    private final ConversationLog log;
    private final DatabaseClock time;

    public Cleanups(Engine engine, ConversationLog log, DatabaseClock time) {
        this.engine = engine;
        this.log = log;
        this.time = time;
    }

    // ---- Which projects

    /** Empty for a project that keeps everything. */
    public Optional<Cleanup> of(long projectId) {
        return select(CLEANUP.projectId.eq(projectId)).stream().findFirst();
    }

    /**
     * Has a project cleaned up each day.
     *
     * @param days 0 to {@link Cleanup#MOST_DAYS}; null for never
     */
    public void set(long projectId, @Nullable Integer days) {
        engine.change(sql -> {
            sql.deleteFrom(CLEANUP.table())
                    .where(CLEANUP.projectId.eq(projectId))
                    .execute();
            return days == null
                    ? 0
                    : sql.insertInto(CLEANUP.table())
                            .set(CLEANUP.projectId, projectId)
                            .set(CLEANUP.days, days)
                            .set(CLEANUP.nextRunAt, Cleanup.next(time.now(sql)))
                            .execute();
        });
    }

    /** Those of all accounts that it is time for. */
    public List<Cleanup> due() {
        return select(CLEANUP.nextRunAt.le(time.now(engine.sql())));
    }

    /**
     * Makes the task of a cleanup that is due, unless another node was quicker. What came due while no server ran is made up for once.
     *
     * @param due as it was found
     */
    public boolean run(Cleanup due, Task task) {
        return engine.change(sql -> {
            int mine = sql.update(CLEANUP.table())
                    .set(CLEANUP.nextRunAt, Cleanup.next(time.now(sql)))
                    .where(CLEANUP.projectId.eq(due.projectId()), CLEANUP.nextRunAt.eq(due.nextRunAt()))
                    .execute();
            if (mine == 1) {
                Tasks.insert(sql, task);
            }
            return mine == 1;
        });
    }

    private List<Cleanup> select(Condition condition) {
        return engine.sql()
                .select(CLEANUP.fields())
                .from(CLEANUP.table())
                .where(condition)
                .orderBy(CLEANUP.projectId)
                .fetch(Cleanups::read);
    }

    private static Cleanup read(Record row) {
        return new Cleanup(row.get(CLEANUP.projectId), row.get(CLEANUP.days), row.get(CLEANUP.nextRunAt));
    }

    // ---- Deleting

    /** How many messages of a project from before a moment still have content. */
    public long count(long projectId, Instant before) {
        return engine.sql().fetchCount(MESSAGE.table(), withContent(projectId, Instant.EPOCH, before));
    }

    /**
     * What a step of deleting did.
     *
     * @param messages how many lost their content; 0 when there were no more
     * @param reached where the next step begins
     */
    public record Step(int messages, Instant reached) {}

    /**
     * Deletes the content of some messages, the oldest first, in a transaction of its own.
     *
     * @param from where an earlier step ended; messages from before then that arrived since are left to the next run
     */
    public Step clean(long projectId, Instant from, Instant before) {
        return log.edit(sql -> {
            List<MessageRow> messages = new RowReader(engine, sql)
                    .page(MESSAGE, withContent(projectId, from, before), List.of(MESSAGE.time.asc()), PORTION, 0);
            Removal.ofContent(engine, sql, messages);
            return new Step(
                    messages.size(),
                    messages.isEmpty() ? before : messages.getLast().turn().time());
        });
    }

    /**
     * Deletes the files of reports that were written before a moment, and so hold only what was said before then.
     *
     * @return ids of the tasks whose files are to go
     */
    public List<String> dropFiles(long projectId, Instant before) {
        return engine.change(sql -> Tasks.dropFiles(
                sql,
                sql.select(PROJECT.accountId)
                        .from(PROJECT.table())
                        .where(PROJECT.id.eq(projectId))
                        .fetchSingle(PROJECT.accountId),
                projectId,
                before,
                "the file was deleted, because the project keeps what was said no longer than this"));
    }

    private static Condition withContent(long projectId, Instant from, Instant before) {
        return MESSAGE.projectId
                .eq(projectId)
                .and(MESSAGE.time.ge(from))
                .and(MESSAGE.time.lt(before))
                .and(MESSAGE.cleaned.isFalse());
    }
}
