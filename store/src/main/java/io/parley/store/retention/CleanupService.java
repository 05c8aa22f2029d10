// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SmallTables.CLEANUP;
import static io.parley.store.table.SmallTables.PROJECT;

import io.parley.core.log.MessageRow;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.ingest.Redaction;
import io.parley.store.table.RowReader;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The retention of content by project, and the deletion of old content. */
public final class CleanupService {
    /** Messages in one transaction, which bots have to wait for. */
    private static final int PORTION = 2_000;

    private final Engine engine;
    private final ConversationLog log;
    private final DatabaseClock time;

    public CleanupService(Engine engine, ConversationLog log, DatabaseClock time) {
        this.engine = engine;
        this.log = log;
        this.time = time;
    }

    // ---- Which projects

    /** Returns a project's cleanup; empty for a project without one. */
    public Optional<CleanupPolicy> of(long projectId) {
        return select(CLEANUP.projectId.eq(projectId)).stream().findFirst();
    }

    /**
     * Schedules a daily cleanup of a project.
     *
     * @param days 0 to {@link CleanupPolicy#MOST_DAYS}; null for never
     */
    public void set(long projectId, @Nullable Integer days) {
        engine.inTransaction(sql -> {
            sql.deleteFrom(CLEANUP.table())
                    .where(CLEANUP.projectId.eq(projectId))
                    .execute();
            return days == null
                    ? 0
                    : sql.insertInto(CLEANUP.table())
                            .set(CLEANUP.projectId, projectId)
                            .set(CLEANUP.days, days)
                            .set(CLEANUP.nextRunAt, CleanupPolicy.next(time.now(sql)))
                            .execute();
        });
    }

    /** Returns the due cleanups of all accounts. */
    public List<CleanupPolicy> due() {
        return select(CLEANUP.nextRunAt.le(time.now(engine.sql())));
    }

    /**
     * Creates the task of a due cleanup, unless another node has done so. Runs that were missed while no server ran are
     * made up for by one run.
     *
     * @param due as read before
     */
    public boolean run(CleanupPolicy due, Task task) {
        return engine.inTransaction(sql -> {
            int mine = sql.update(CLEANUP.table())
                    .set(CLEANUP.nextRunAt, CleanupPolicy.next(time.now(sql)))
                    .where(CLEANUP.projectId.eq(due.projectId()), CLEANUP.nextRunAt.eq(due.nextRunAt()))
                    .execute();
            if (mine == 1) {
                TaskRepository.insert(sql, task);
            }
            return mine == 1;
        });
    }

    private List<CleanupPolicy> select(Condition condition) {
        return engine.sql()
                .select(CLEANUP.fields())
                .from(CLEANUP.table())
                .where(condition)
                .orderBy(CLEANUP.projectId)
                .fetch(CleanupService::read);
    }

    private static CleanupPolicy read(Record row) {
        return new CleanupPolicy(row.get(CLEANUP.projectId), row.get(CLEANUP.days), row.get(CLEANUP.nextRunAt));
    }

    // ---- Deleting

    /** Returns how many messages of a project from before an instant still have content. */
    public long count(long projectId, Instant before) {
        return engine.sql().fetchCount(MESSAGE.table(), withContent(projectId, Instant.EPOCH, before));
    }

    /**
     * The result of a step of a deletion.
     *
     * @param messages number of messages that lost their content; 0 at the end
     * @param reached start of the next step
     */
    public record Step(int messages, Instant reached) {}

    /**
     * Deletes the content of some messages, the oldest first, in a separate transaction.
     *
     * @param from end of the previous step; messages from before it that arrive meanwhile are left to the next run
     */
    public Step clean(long projectId, Instant from, Instant before) {
        return log.edit(sql -> {
            List<MessageRow> messages = new RowReader(engine, sql)
                    .page(MESSAGE, withContent(projectId, from, before), List.of(MESSAGE.time.asc()), PORTION, 0);
            Redaction.ofContent(engine, sql, messages);
            return new Step(
                    messages.size(),
                    messages.isEmpty() ? before : messages.getLast().turn().time());
        });
    }

    /**
     * Drops the files of reports that were written before an instant, and so contain only messages from before it.
     *
     * @return ids of the tasks with files to delete
     */
    public List<String> deleteFiles(long projectId, Instant before) {
        return engine.inTransaction(sql -> TaskRepository.deleteFiles(
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
