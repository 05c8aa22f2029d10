// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.TASK;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The queue of background tasks, stored in a table. A task is CREATED, then STARTED by one worker, then COMPLETED or
 * FAILED, at last DELETED. A started task without a heartbeat of its worker returns to the queue.
 */
public final class TaskRepository {
    /** Time without a heartbeat after which a task is given to another worker. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** Maximum number of attempts. A task that crashed this many workers would crash the next one, too. */
    static final int BEGINNINGS = 5;

    /** Maximum number of queued and running reports of an account (our decision). */
    static final int MOST_OF_AN_ACCOUNT = 100;

    /** Maximum number of queued and running reports of all accounts (our decision). */
    static final int MOST_OF_ALL = 1_000;

    /** Maximum number of ended tasks in one result. */
    public static final int MOST_ENDED = 1_000;
    /** Characters of what those were asked for, of which more than one may have a megabyte. */
    static final long LONGEST_ENDED = 4 << 20;

    private final Engine engine;
    private final DatabaseClock time;

    public TaskRepository(Engine engine, DatabaseClock time) {
        this.engine = engine;
        this.time = time;
    }

    /** Returns the time of the clock that sets the start and end of tasks. */
    public Instant now() {
        return time.now(engine.sql());
    }

    /** Adds a task to the queue. */
    public Task add(
            String id,
            long accountId,
            @Nullable Long projectId,
            String kind,
            String request,
            @Nullable String fileName) {
        return add(new Task(
                id, accountId, projectId, kind, request, TaskStatus.CREATED, 0, null, fileName, null, now(), null));
    }

    /** Adds a task to the queue that has not started. */
    public Task add(Task task) {
        return engine.inTransaction(sql -> {
            insert(sql, task);
            return task;
        });
    }

    /**
     * Adds a task to the queue that writes a report and has not started.
     *
     * @throws ApiException when the queue contains the maximum number, of the account or of all
     */
    public Task addReport(Task task) {
        return engine.inTransaction(sql -> {
            insertReport(engine, sql, task);
            return task;
        });
    }

    /** The same inside a transaction. */
    static void insertReport(Engine engine, DSLContext sql, Task task) {
        engine.lockQueue(sql);
        // Tasks that delete data are always accepted, and do not count.
        Condition unwritten =
                TASK.fileName.isNotNull().and(is(TaskStatus.CREATED).or(is(TaskStatus.STARTED)));
        if (sql.fetchCount(TASK.table(), unwritten, TASK.accountId.eq(task.accountId())) >= MOST_OF_AN_ACCOUNT) {
            throw ApiException.because(
                    ErrorCode.TOO_MANY_REPORTS,
                    MOST_OF_AN_ACCOUNT
                            + " reports of the account are not written yet; wait for one of them, or delete it");
        }
        if (sql.fetchCount(TASK.table(), unwritten) >= MOST_OF_ALL) {
            throw ApiException.because(
                    ErrorCode.TOO_MANY_REPORTS,
                    MOST_OF_ALL + " reports of all accounts are not written yet; try again later");
        }
        insert(sql, task);
    }

    /** Adds a task to the queue that has not started, inside a transaction. */
    public static void insert(DSLContext sql, Task task) {
        sql.insertInto(TASK.table())
                .set(TASK.id, task.id())
                .set(TASK.accountId, task.accountId())
                .set(TASK.projectId, task.projectId())
                .set(TASK.kind, task.kind())
                .set(TASK.request, task.request())
                .set(TASK.status, task.status().name())
                .set(TASK.writeCount, task.writeCount())
                .set(TASK.fileName, task.fileName())
                .set(TASK.createdAt, task.createdAt())
                .set(TASK.begun, 0)
                .execute();
    }

    /**
     * Returns a page of the tasks that are not deleted, newest first.
     *
     * @param projectId null for those of all the account's projects
     * @param kinds only those of these kinds
     */
    public Page<Task> list(long accountId, @Nullable Long projectId, Collection<String> kinds, PageRequest request) {
        Condition wanted = visible(accountId, projectId).and(TASK.kind.in(kinds));
        List<Task> rows = engine.sql()
                .select(TASK.fields())
                .from(TASK.table())
                .where(wanted)
                .orderBy(TASK.createdAt.desc(), TASK.id)
                .limit(request.size())
                .offset(request.offset())
                .fetch(TaskRepository::read);
        return new Page<>(request, engine.sql().fetchCount(TASK.table(), wanted), rows);
    }

    /** How many of those tasks are completed. */
    public int completed(long accountId, @Nullable Long projectId, Collection<String> kinds) {
        return engine.sql()
                .fetchCount(TASK.table(), visible(accountId, projectId), TASK.kind.in(kinds), is(TaskStatus.COMPLETED));
    }

    /**
     * Tasks that ended and are not deleted, those that ended last; at most {@value #MOST_ENDED}, and fewer when they were asked for at length.
     *
     * @param projectId null for those of all the account's projects
     * @param from only those that ended then or later
     * @param kinds only those of these kinds
     */
    public List<Task> ended(long accountId, @Nullable Long projectId, Instant from, Collection<String> kinds) {
        return lastEnded(visible(accountId, projectId).and(TASK.kind.in(kinds)).and(TASK.finishedAt.ge(from)));
    }

    /** Returns the task of that id, unless it is deleted or belongs to another account or project. */
    public Optional<Task> get(long accountId, @Nullable Long projectId, String id) {
        return select(visible(accountId, projectId).and(TASK.id.eq(id))).stream()
                .findFirst();
    }

    /**
     * The same of all accounts: whoever looks often enough finds each.
     *
     * @param from only those that ended then or later
     * @param kinds only those of these kinds
     */
    public List<Task> endedSince(Instant from, Collection<String> kinds) {
        return lastEnded(TASK.finishedAt.ge(from).and(shown()).and(TASK.kind.in(kinds)));
    }

    private List<Task> lastEnded(Condition wanted) {
        Name sized = DSL.name("sized");
        Name sum = DSL.name("length_before");
        List<OrderField<?>> order = List.of(TASK.finishedAt.desc(), TASK.id.asc());
        Field<BigDecimal> before = DSL.sum(DSL.length(TASK.request))
                .over(DSL.orderBy(order).rowsBetweenUnboundedPreceding().andPreceding(1));
        List<String> ids = engine.sql()
                .select(DSL.field(sized.append("id"), SQLDataType.VARCHAR))
                .from(DSL.select(TASK.id, before.as(sum))
                        .from(TASK.table())
                        .where(wanted)
                        .orderBy(order)
                        .limit(MOST_ENDED)
                        .asTable(sized))
                .where(DSL.coalesce(DSL.field(sized.append(sum), SQLDataType.BIGINT), DSL.inline(0L))
                        .lt(LONGEST_ENDED))
                .fetch(0, String.class);
        return ids.isEmpty()
                ? List.of()
                : engine.sql()
                        .select(TASK.fields())
                        .from(TASK.table())
                        .where(wanted, TASK.id.in(ids))
                        .orderBy(order)
                        .fetch(TaskRepository::read);
    }

    private List<Task> select(Condition condition) {
        return engine.sql()
                .select(TASK.fields())
                .from(TASK.table())
                .where(condition)
                .orderBy(TASK.createdAt.desc(), TASK.id)
                .fetch(TaskRepository::read);
    }

    /**
     * Claims the oldest task that waits, or that has no heartbeat, for this worker. A worker never claims a task again
     * that it is running, even if the clock jumps.
     *
     * @param worker name of the worker; one at a time has a task
     * @param kinds only tasks of these kinds, which the worker supports
     * @param doing ids of the tasks that the worker is running; all others that it ever started are lost
     */
    public Optional<Task> claim(String worker, Collection<String> kinds, Collection<String> doing) {
        return engine.inTransaction(sql -> {
            Instant now = time.now(sql);
            Condition waiting = is(TaskStatus.CREATED)
                    .or(is(TaskStatus.STARTED)
                            .and(TASK.pickedBy.ne(worker).or(TASK.id.notIn(doing)))
                            // A heartbeat in the future was written before the clock was set back.
                            .and(TASK.heartbeatAt.lt(now.minus(SILENCE)).or(TASK.heartbeatAt.gt(now.plus(SILENCE)))));
            ids(sql, waiting.and(TASK.begun.ge(BEGINNINGS))).forEach(id -> giveUp(sql, id, waiting, now));
            Optional<Task> next = sql.select(TASK.fields())
                    .from(TASK.table())
                    .where(waiting, TASK.kind.in(kinds))
                    .orderBy(TASK.createdAt, TASK.id)
                    .limit(1)
                    .fetchOptional(TaskRepository::read);
            // Another worker may have claimed it since the select: then this update changes no row.
            return next.filter(task -> sql.update(TASK.table())
                            .set(TASK.status, TaskStatus.STARTED.name())
                            .set(TASK.pickedBy, worker)
                            .set(TASK.startedAt, now)
                            .set(TASK.heartbeatAt, now)
                            .set(TASK.writeCount, 0L)
                            .setNull(TASK.totalCount)
                            .setNull(TASK.failure)
                            .set(TASK.begun, TASK.begun.plus(1))
                            .where(TASK.id.eq(task.id()), waiting)
                            .execute()
                    == 1);
        });
    }

    private static void giveUp(DSLContext sql, String id, Condition waiting, Instant now) {
        int changed = sql.update(TASK.table())
                .set(TASK.status, TaskStatus.FAILED.name())
                .set(TASK.failure, "given up after " + BEGINNINGS + " attempts, none of which came to its end")
                .set(TASK.finishedAt, now)
                .where(TASK.id.eq(id), waiting)
                .execute();
        // Another worker may have given it up at the same time, and announced the end.
        if (changed == 1) {
            WebhookOutbox.enqueue(sql, id, TaskEvent.FAILED, now);
        }
    }

    /**
     * Returns to the queue the tasks that an earlier process of this worker had started.
     *
     * @param worker a worker that is known to have stopped
     */
    public void release(String worker) {
        engine.inTransaction(sql -> sql.update(TASK.table())
                .set(TASK.status, TaskStatus.CREATED.name())
                .where(is(TaskStatus.STARTED), TASK.pickedBy.eq(worker))
                .execute());
    }

    /**
     * Returns a task to the queue after an orderly stop of its worker; the attempt does not count.
     *
     * @param worker the worker that holds it; nothing happens when another one holds it
     */
    public void requeueExpired(String id, String worker) {
        mine(
                id,
                worker,
                sql -> sql.update(TASK.table())
                        .set(TASK.status, TaskStatus.CREATED.name())
                        .set(TASK.begun, TASK.begun.minus(1)));
    }

    /**
     * Records the progress of a task, which is also the worker's heartbeat.
     *
     * @param totalCount null before it is known
     * @return false when the worker no longer holds the task, for example after a cancellation
     */
    public boolean progress(String id, String worker, long writeCount, @Nullable Long totalCount) {
        return mine(
                id,
                worker,
                sql -> sql.update(TASK.table())
                        .set(TASK.writeCount, writeCount)
                        .set(TASK.totalCount, totalCount)
                        .set(TASK.heartbeatAt, time.now(sql)));
    }

    /** Returns how many tasks, of all accounts, wait, and how many are running on any node. */
    public Backlog backlog() {
        Map<String, Integer> counts = engine.sql()
                .select(TASK.status, DSL.count())
                .from(TASK.table())
                .where(is(TaskStatus.CREATED).or(is(TaskStatus.STARTED)))
                .groupBy(TASK.status)
                .fetchMap(Record2::value1, Record2::value2);
        return new Backlog(
                counts.getOrDefault(TaskStatus.CREATED.name(), 0), counts.getOrDefault(TaskStatus.STARTED.name(), 0));
    }

    /** Numbers of tasks that are not over. */
    public record Backlog(int waiting, int running) {}

    /** Returns whether a task with exactly this request is waiting or running. */
    public boolean isInQueue(String kind, String request) {
        return engine.sql()
                .fetchExists(
                        TASK.table(),
                        TASK.kind.eq(kind),
                        TASK.request.eq(request),
                        is(TaskStatus.CREATED).or(is(TaskStatus.STARTED)));
    }

    /** Returns whether the worker holds a task. */
    public boolean isHeldBy(String id, String worker) {
        return engine.sql().fetchExists(TASK.table(), TASK.id.eq(id), is(TaskStatus.STARTED), TASK.pickedBy.eq(worker));
    }

    /** Returns whether a task may have a file: it is not deleted, and its file was not dropped. */
    public boolean mayHaveFile(String id) {
        return engine.sql().fetchExists(TASK.table(), TASK.id.eq(id), shown(), TASK.failure.isNull());
    }

    /**
     * Completes a task. Returns false when its file must be deleted, because the worker no longer holds the task or the
     * file was dropped.
     */
    public boolean complete(String id, String worker, long rows) {
        boolean ended = end(
                id,
                worker,
                TaskEvent.COMPLETED,
                (sql, now) -> sql.update(TASK.table())
                        .set(TASK.status, TaskStatus.COMPLETED.name())
                        .set(TASK.writeCount, rows)
                        .set(TASK.totalCount, rows)
                        .set(TASK.finishedAt, now));
        return ended && engine.sql().fetchExists(TASK.table(), TASK.id.eq(id), TASK.failure.isNull());
    }

    /**
     * Ends a task that cannot be done.
     *
     * @param reason a message for people
     */
    public void fail(String id, String worker, String reason) {
        end(
                id,
                worker,
                TaskEvent.FAILED,
                (sql, now) -> sql.update(TASK.table())
                        .set(TASK.status, TaskStatus.FAILED.name())
                        .set(TASK.failure, reason)
                        .set(TASK.finishedAt, now));
    }

    /**
     * Marks tasks as deleted, which also cancels running ones.
     *
     * @param ids those that the caller found by {@link #list} or {@link #get}
     */
    public void delete(Collection<String> ids) {
        engine.inTransaction(sql -> sql.update(TASK.table())
                .set(TASK.status, TaskStatus.DELETED.name())
                .where(TASK.id.in(ids))
                .execute());
    }

    /**
     * Marks tasks of an account as deleted, any number of them. Running ones are cancelled.
     *
     * @param projectId null for those of all the account's projects
     * @param kinds only those of these kinds
     * @param statuses only those in one of these
     * @return their ids
     */
    public List<String> deleteAll(
            long accountId, @Nullable Long projectId, Collection<String> kinds, Set<TaskStatus> statuses) {
        Condition unwanted = visible(accountId, projectId)
                .and(TASK.kind.in(kinds))
                .and(TASK.status.in(statuses.stream().map(Enum::name).toList()));
        return engine.inTransaction(sql -> {
            List<String> ids = ids(sql, unwanted);
            sql.update(TASK.table())
                    .set(TASK.status, TaskStatus.DELETED.name())
                    .where(unwanted)
                    .execute();
            return ids;
        });
    }

    /**
     * Marks tasks as deleted that ended before an instant, and removes the rows of tasks that were deleted earlier.
     *
     * @param before when they ended; rows of deleted tasks that were created before it are removed
     * @return ids of all tasks that are now deleted or removed
     */
    public List<String> deleteEndedBefore(Instant before) {
        return engine.inTransaction(sql -> {
            List<String> forgotten = ids(sql, is(TaskStatus.DELETED).and(TASK.createdAt.lt(before)));
            sql.deleteFrom(TASK.table()).where(TASK.id.in(forgotten)).execute();
            List<String> old = ids(sql, shown().and(TASK.finishedAt.lt(before)));
            sql.update(TASK.table())
                    .set(TASK.status, TaskStatus.DELETED.name())
                    .where(TASK.id.in(old))
                    .execute();
            return Stream.concat(forgotten.stream(), old.stream()).toList();
        });
    }

    /**
     * Drops the files of tasks over a project, inside a transaction; the tasks remain, with the reason.
     *
     * @param before only tasks that started before it; a task that is still running loses its file when it ends
     * @param reason a message for people
     * @return ids of the tasks with files to delete now
     */
    public static List<String> deleteFiles(
            DSLContext sql, long accountId, long projectId, Instant before, String reason) {
        Condition affected = TASK.accountId
                .eq(accountId)
                .and(TASK.projectId.isNull().or(TASK.projectId.eq(projectId)))
                .and(TASK.fileName.isNotNull())
                .and(TASK.failure.isNull())
                .and(TASK.startedAt.lt(before))
                .and(TASK.status.in(TaskStatus.STARTED.name(), TaskStatus.COMPLETED.name()));
        List<String> files = ids(sql, affected.and(is(TaskStatus.COMPLETED)));
        sql.update(TASK.table()).set(TASK.failure, reason).where(affected).execute();
        return files;
    }

    /**
     * Deletes tasks of an account selected by their request, inside a transaction, and erases the request.
     *
     * @param possible a condition on requests that preselects rows in SQL
     * @param meant decides which of the preselected requests are deleted
     * @return their ids
     */
    public static List<String> forget(DSLContext sql, long accountId, Condition possible, Predicate<String> meant) {
        List<String> ids = sql
                .select(TASK.id, TASK.request)
                .from(TASK.table())
                .where(TASK.accountId.eq(accountId), TASK.fileName.isNotNull(), possible)
                .fetch()
                .stream()
                .filter(row -> meant.test(row.value2()))
                .map(Record2::value1)
                .toList();
        sql.update(TASK.table())
                .set(TASK.status, TaskStatus.DELETED.name())
                .set(TASK.request, "")
                .where(TASK.id.in(ids))
                .execute();
        return ids;
    }

    /**
     * Returns the ids of completed tasks that have a file.
     *
     * @param ids only those of these; null for any
     */
    public static Set<String> withFiles(DSLContext sql, @Nullable Collection<String> ids) {
        return Set.copyOf(ids(
                sql,
                is(TaskStatus.COMPLETED)
                        .and(TASK.fileName.isNotNull())
                        .and(TASK.failure.isNull())
                        .and(ids == null ? DSL.noCondition() : TASK.id.in(ids))));
    }

    /** Returns which of these tasks are completed and have a file. */
    public Set<String> withFiles(Collection<String> ids) {
        return withFiles(engine.sql(), ids);
    }

    /** Marks tasks as deleted in a store that has no other users, because it is being written as a copy. */
    public static void deleteIn(Engine copy, Collection<String> ids) {
        copy.inTransaction(sql -> sql.update(TASK.table())
                .set(TASK.status, TaskStatus.DELETED.name())
                .where(TASK.id.in(ids))
                .execute());
    }

    /** Returns the ids of tasks that must have no file: deleted ones, and those with a dropped file. */
    public List<String> withoutFiles() {
        return ids(
                engine.sql(), is(TaskStatus.DELETED).or(is(TaskStatus.COMPLETED).and(TASK.failure.isNotNull())));
    }

    private static List<String> ids(DSLContext sql, Condition condition) {
        return sql.select(TASK.id).from(TASK.table()).where(condition).fetch(TASK.id);
    }

    /**
     * Ends a task and adds the event to the outbox in one transaction: webhooks receive every end, and no other event.
     */
    private boolean end(
            String id,
            String worker,
            TaskEvent event,
            BiFunction<DSLContext, Instant, UpdateSetMoreStep<Record>> change) {
        return engine.inTransaction(sql -> {
            Instant now = time.now(sql);
            boolean ended = mine(id, worker, change.apply(sql, now));
            if (ended) {
                WebhookOutbox.enqueue(sql, id, event, now);
            }
            return ended;
        });
    }

    private boolean mine(String id, String worker, Function<DSLContext, UpdateSetMoreStep<Record>> change) {
        return engine.inTransaction(sql -> mine(id, worker, change.apply(sql)));
    }

    private static boolean mine(String id, String worker, UpdateSetMoreStep<Record> change) {
        int changed = change.where(TASK.id.eq(id), is(TaskStatus.STARTED), TASK.pickedBy.eq(worker))
                .execute();
        return changed == 1;
    }

    private static Condition is(TaskStatus status) {
        return TASK.status.eq(status.name());
    }

    private static Condition shown() {
        return TASK.status.ne(TaskStatus.DELETED.name());
    }

    private static Condition visible(long accountId, @Nullable Long projectId) {
        return TASK.accountId
                .eq(accountId)
                .and(projectId == null ? DSL.noCondition() : TASK.projectId.eq(projectId))
                .and(shown());
    }

    private static Task read(Record row) {
        return new Task(
                row.get(TASK.id),
                row.get(TASK.accountId),
                row.get(TASK.projectId),
                row.get(TASK.kind),
                row.get(TASK.request),
                TaskStatus.valueOf(row.get(TASK.status)),
                row.get(TASK.writeCount),
                row.get(TASK.totalCount),
                row.get(TASK.fileName),
                row.get(TASK.failure),
                row.get(TASK.createdAt),
                row.get(TASK.finishedAt));
    }
}
