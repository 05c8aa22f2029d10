package io.parley.store.task;

import static io.parley.store.rows.SmallTables.REPORT_TASK;

import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The table of background tasks, which is the truth about them: CREATED, then STARTED by one worker, then COMPLETED, FAILED or STOPPED,
 * at last DELETED. A started task whose worker shows no sign of life goes back to the queue.
 */
public final class ReportTasks {
    /** How long a worker may be silent before its task is given to another. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    private final Engine engine;
    private final Clock clock;

    public ReportTasks(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Puts a task in the queue. */
    public ReportTask add(
            String id,
            long accountId,
            @Nullable Long projectId,
            String reportType,
            String request,
            String fileName) {
        ReportTask task = new ReportTask(
                id,
                accountId,
                projectId,
                reportType,
                request,
                TaskStatus.CREATED,
                0,
                null,
                fileName,
                null,
                clock.instant());
        engine.change(sql -> sql.insertInto(REPORT_TASK.table())
                .columns(
                        REPORT_TASK.id,
                        REPORT_TASK.accountId,
                        REPORT_TASK.projectId,
                        REPORT_TASK.reportType,
                        REPORT_TASK.request,
                        REPORT_TASK.status,
                        REPORT_TASK.writeCount,
                        REPORT_TASK.fileName,
                        REPORT_TASK.createdAt)
                .values(
                        id,
                        accountId,
                        projectId,
                        reportType,
                        request,
                        task.status().name(),
                        0L,
                        fileName,
                        task.createdAt())
                .execute());
        return task;
    }

    /**
     * Tasks that are not deleted, newest first.
     *
     * @param projectId null for those of all the account's projects
     */
    public List<ReportTask> list(long accountId, @Nullable Long projectId) {
        return engine.sql()
                .select(REPORT_TASK.fields())
                .from(REPORT_TASK.table())
                .where(visible(accountId, projectId))
                .orderBy(REPORT_TASK.createdAt.desc(), REPORT_TASK.id)
                .fetch(ReportTasks::read);
    }

    /** The task of that id, unless it is deleted or another's. */
    public Optional<ReportTask> get(long accountId, @Nullable Long projectId, String id) {
        return engine.sql()
                .select(REPORT_TASK.fields())
                .from(REPORT_TASK.table())
                .where(visible(accountId, projectId), REPORT_TASK.id.eq(id))
                .fetchOptional(ReportTasks::read);
    }

    /**
     * Takes the oldest task that waits, or whose worker fell silent, for this worker.
     *
     * @param worker names the worker; one at a time has a task
     */
    public Optional<ReportTask> claim(String worker) {
        return engine.change(sql -> {
            Instant now = clock.instant();
            Condition waiting = is(TaskStatus.CREATED)
                    .or(is(TaskStatus.STARTED).and(REPORT_TASK.heartbeatAt.lt(now.minus(SILENCE))));
            Optional<ReportTask> next = sql
                    .select(REPORT_TASK.fields())
                .from(REPORT_TASK.table())
                    .where(waiting)
                    .orderBy(REPORT_TASK.createdAt, REPORT_TASK.id)
                    .limit(1)
                    .fetchOptional(ReportTasks::read);
            // Between look and grasp another worker may have been quicker: then this update finds nothing.
            return next.filter(task -> sql
                            .update(REPORT_TASK.table())
                            .set(REPORT_TASK.status, TaskStatus.STARTED.name())
                            .set(REPORT_TASK.pickedBy, worker)
                            .set(REPORT_TASK.startedAt, now)
                            .set(REPORT_TASK.heartbeatAt, now)
                            .set(REPORT_TASK.writeCount, 0L)
                            .setNull(REPORT_TASK.totalCount)
                            .where(REPORT_TASK.id.eq(task.id()), waiting)
                            .execute()
                    == 1);
        });
    }

    /**
     * Gives back to the queue what an earlier life of this worker had begun.
     *
     * @param worker a worker that is known to have stopped
     */
    public void release(String worker) {
        engine.change(sql -> sql.update(REPORT_TASK.table())
                .set(REPORT_TASK.status, TaskStatus.CREATED.name())
                .where(is(TaskStatus.STARTED), REPORT_TASK.pickedBy.eq(worker))
                .execute());
    }

    /**
     * Notes how far a task has come, which is also its worker's sign of life.
     *
     * @return false when the task is no longer this worker's, because somebody cancelled it for instance
     */
    public boolean progress(String id, String worker, long writeCount, long totalCount) {
        return mine(id, worker, sql -> sql.update(REPORT_TASK.table())
                .set(REPORT_TASK.writeCount, writeCount)
                .set(REPORT_TASK.totalCount, totalCount)
                .set(REPORT_TASK.heartbeatAt, clock.instant()));
    }

    /** Ends a task; false when it is no longer this worker's. */
    public boolean complete(String id, String worker, long rows) {
        return mine(id, worker, sql -> sql.update(REPORT_TASK.table())
                .set(REPORT_TASK.status, TaskStatus.COMPLETED.name())
                .set(REPORT_TASK.writeCount, rows)
                .set(REPORT_TASK.totalCount, rows)
                .set(REPORT_TASK.finishedAt, clock.instant()));
    }

    /**
     * Ends a task that cannot be done.
     *
     * @param reason in words for the person who started it
     */
    public void fail(String id, String worker, String reason) {
        mine(id, worker, sql -> sql.update(REPORT_TASK.table())
                .set(REPORT_TASK.status, TaskStatus.FAILED.name())
                .set(REPORT_TASK.failure, reason)
                .set(REPORT_TASK.finishedAt, clock.instant()));
    }

    /**
     * Marks tasks deleted, which also takes them away from a worker.
     *
     * @param ids those that the caller found by {@link #list} or {@link #get}
     */
    public void delete(List<String> ids) {
        engine.change(sql -> sql.update(REPORT_TASK.table())
                .set(REPORT_TASK.status, TaskStatus.DELETED.name())
                .where(REPORT_TASK.id.in(ids))
                .execute());
    }

    private boolean mine(
            String id,
            String worker,
            Function<DSLContext, UpdateSetMoreStep<Record>> change) {
        int changed = engine.change(sql -> change.apply(sql)
                .where(REPORT_TASK.id.eq(id), is(TaskStatus.STARTED), REPORT_TASK.pickedBy.eq(worker))
                .execute());
        return changed == 1;
    }

    private static Condition is(TaskStatus status) {
        return REPORT_TASK.status.eq(status.name());
    }

    private static Condition visible(long accountId, @Nullable Long projectId) {
        return REPORT_TASK.accountId
                .eq(accountId)
                .and(projectId == null ? DSL.noCondition() : REPORT_TASK.projectId.eq(projectId))
                .and(REPORT_TASK.status.ne(TaskStatus.DELETED.name()));
    }

    private static ReportTask read(Record row) {
        return new ReportTask(
                row.get(REPORT_TASK.id),
                row.get(REPORT_TASK.accountId),
                row.get(REPORT_TASK.projectId),
                row.get(REPORT_TASK.reportType),
                row.get(REPORT_TASK.request),
                TaskStatus.valueOf(row.get(REPORT_TASK.status)),
                row.get(REPORT_TASK.writeCount),
                row.get(REPORT_TASK.totalCount),
                row.get(REPORT_TASK.fileName),
                row.get(REPORT_TASK.failure),
                row.get(REPORT_TASK.createdAt));
    }
}
