// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.rows.SmallTables.TASK;

import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
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
 * The table of background tasks, which is the truth about them: CREATED, then STARTED by one worker, then COMPLETED or FAILED, at last DELETED.
 * A started task whose worker shows no sign of life goes back to the queue.
 */
public final class Tasks {
    /** How long a worker may be silent before its task is given to another. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** How often a task is begun, at most. One that ended its worker so many times would end the next one, too. */
    static final int BEGINNINGS = 5;

    /** How many reports of an account may be in the queue or being written (our decision). */
    static final int MOST_OF_AN_ACCOUNT = 100;

    /** How many reports of all accounts may be (our decision). */
    static final int MOST_OF_ALL = 1_000;

    /** How many that ended are told of at once. */
    public static final int MOST_ENDED = 1_000;
    /** Characters of what those were asked for, of which more than one may have a megabyte. */
    static final long LONGEST_ENDED = 4 << 20;

    private final Engine engine;
    private final DatabaseClock time;

    public Tasks(Engine engine, DatabaseClock time) {
        this.engine = engine;
        this.time = time;
    }

    /** The time by the clock that says when tasks began and ended. */
    public Instant now() {
        return time.now(engine.sql());
    }

    /** Puts a task in the queue. */
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

    /** Puts a task in the queue that nobody has begun. */
    public Task add(Task task) {
        return engine.change(sql -> {
            insert(sql, task);
            return task;
        });
    }

    /**
     * Puts a task in the queue that writes a report, and that nobody has begun.
     *
     * @throws Refused when as many wait as may, of the account or of all
     */
    public Task addReport(Task task) {
        return engine.change(sql -> {
            insertReport(engine, sql, task);
            return task;
        });
    }

    /** The same inside a transaction. */
    static void insertReport(Engine engine, DSLContext sql, Task task) {
        engine.lockQueue(sql);
        // What deletes data has to be done, however much of it there is, and does not count.
        Condition unwritten =
                TASK.fileName.isNotNull().and(is(TaskStatus.CREATED).or(is(TaskStatus.STARTED)));
        if (sql.fetchCount(TASK.table(), unwritten, TASK.accountId.eq(task.accountId())) >= MOST_OF_AN_ACCOUNT) {
            throw Refused.because(
                    Problem.TOO_MANY_REPORTS,
                    MOST_OF_AN_ACCOUNT
                            + " reports of the account are not written yet; wait for one of them, or delete it");
        }
        if (sql.fetchCount(TASK.table(), unwritten) >= MOST_OF_ALL) {
            throw Refused.because(
                    Problem.TOO_MANY_REPORTS,
                    MOST_OF_ALL + " reports of all accounts are not written yet; try again later");
        }
        insert(sql, task);
    }

    /** Puts a task in the queue that nobody has begun, inside a transaction. */
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
     * Tasks that are not deleted, newest first.
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
                .fetch(Tasks::read);
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

    /** The task of that id, unless it is deleted or another's. */
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
                        .fetch(Tasks::read);
    }

    private List<Task> select(Condition condition) {
        return engine.sql()
                .select(TASK.fields())
                .from(TASK.table())
                .where(condition)
                .orderBy(TASK.createdAt.desc(), TASK.id)
                .fetch(Tasks::read);
    }

    /**
     * Takes the oldest task that waits, or whose worker fell silent, for this worker. What the worker is doing it is not given again, however
     * the clock jumps.
     *
     * @param worker names the worker; one at a time has a task
     * @param kinds only tasks of these kinds, which the worker knows how to do
     * @param doing ids of the tasks that the worker is doing; all others that it ever began it has lost sight of
     */
    public Optional<Task> claim(String worker, Collection<String> kinds, Collection<String> doing) {
        return engine.change(sql -> {
            Instant now = time.now(sql);
            Condition waiting = is(TaskStatus.CREATED)
                    .or(is(TaskStatus.STARTED)
                            .and(TASK.pickedBy.ne(worker).or(TASK.id.notIn(doing)))
                            // A sign of life from the future is one from before the clock was set back.
                            .and(TASK.heartbeatAt.lt(now.minus(SILENCE)).or(TASK.heartbeatAt.gt(now.plus(SILENCE)))));
            ids(sql, waiting.and(TASK.begun.ge(BEGINNINGS))).forEach(id -> giveUp(sql, id, waiting, now));
            Optional<Task> next = sql.select(TASK.fields())
                    .from(TASK.table())
                    .where(waiting, TASK.kind.in(kinds))
                    .orderBy(TASK.createdAt, TASK.id)
                    .limit(1)
                    .fetchOptional(Tasks::read);
            // Between look and grasp another worker may have been quicker: then this update finds nothing.
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
        // Another worker may have given it up at the same time, and told so.
        if (changed == 1) {
            Deliveries.announce(sql, id, TaskEvent.FAILED, now);
        }
    }

    /**
     * Gives back to the queue what an earlier life of this worker had begun.
     *
     * @param worker a worker that is known to have stopped
     */
    public void release(String worker) {
        engine.change(sql -> sql.update(TASK.table())
                .set(TASK.status, TaskStatus.CREATED.name())
                .where(is(TaskStatus.STARTED), TASK.pickedBy.eq(worker))
                .execute());
    }

    /**
     * Gives a task back that its worker leaves in good order; that it was begun does not count.
     *
     * @param worker who has it; nothing happens when somebody else has
     */
    public void putBack(String id, String worker) {
        mine(
                id,
                worker,
                sql -> sql.update(TASK.table())
                        .set(TASK.status, TaskStatus.CREATED.name())
                        .set(TASK.begun, TASK.begun.minus(1)));
    }

    /**
     * Notes how far a task has come, which is also its worker's sign of life.
     *
     * @param totalCount null before it is known
     * @return false when the task is no longer this worker's, because somebody cancelled it for instance
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

    /** How many tasks, of all accounts, wait, and how many are being done by any node. */
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

    /** Tasks that are not over. */
    public record Backlog(int waiting, int running) {}

    /** Whether a task that is to do just this waits or is being done. */
    public boolean isInQueue(String kind, String request) {
        return engine.sql()
                .fetchExists(
                        TASK.table(),
                        TASK.kind.eq(kind),
                        TASK.request.eq(request),
                        is(TaskStatus.CREATED).or(is(TaskStatus.STARTED)));
    }

    /** Whether a task is this worker's. */
    public boolean isHeldBy(String id, String worker) {
        return engine.sql().fetchExists(TASK.table(), TASK.id.eq(id), is(TaskStatus.STARTED), TASK.pickedBy.eq(worker));
    }

    /** Whether a task may have a file: it is not deleted, and nothing was taken from it. */
    public boolean mayHaveFile(String id) {
        return engine.sql().fetchExists(TASK.table(), TASK.id.eq(id), shown(), TASK.failure.isNull());
    }

    /** Ends a task; false when it is to have no file, because it is no longer this worker's or the file was taken from it. */
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
     * @param reason in words for the person who started it
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
     * Marks tasks deleted, which also takes them away from a worker.
     *
     * @param ids those that the caller found by {@link #list} or {@link #get}
     */
    public void delete(Collection<String> ids) {
        engine.change(sql -> sql.update(TASK.table())
                .set(TASK.status, TaskStatus.DELETED.name())
                .where(TASK.id.in(ids))
                .execute());
    }

    /**
     * Marks tasks of an account deleted, however many there are. One that is being done is taken away from its worker.
     *
     * @param projectId null for those of all the account's projects
     * @param kinds only those of these kinds
     * @param statuses only those that are in one of these
     * @return their ids
     */
    public List<String> deleteAll(
            long accountId, @Nullable Long projectId, Collection<String> kinds, Set<TaskStatus> statuses) {
        Condition unwanted = visible(accountId, projectId)
                .and(TASK.kind.in(kinds))
                .and(TASK.status.in(statuses.stream().map(Enum::name).toList()));
        return engine.change(sql -> {
            List<String> ids = ids(sql, unwanted);
            sql.update(TASK.table())
                    .set(TASK.status, TaskStatus.DELETED.name())
                    .where(unwanted)
                    .execute();
            return ids;
        });
    }

    /**
     * Marks tasks deleted that ended long ago, and forgets those that were deleted before.
     *
     * @param before when they ended; deleted ones that were made before then are forgotten
     * @return ids of all that are now deleted or forgotten
     */
    public List<String> deleteEndedBefore(Instant before) {
        return engine.change(sql -> {
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
     * Takes their files from tasks over a project, inside a transaction; they stay, and say why.
     *
     * @param before only from tasks that were begun before then; of those that are not over the file goes when they are
     * @param reason in words for the person who started them
     * @return ids of the tasks whose files are to be deleted now
     */
    public static List<String> dropFiles(
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
     * Deletes tasks of an account by what they ask for, inside a transaction, and forgets what that was.
     *
     * @param possible what requests satisfy that may be meant
     * @param meant which of them are
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

    /** Ids of tasks that are to have no file any more: those that are deleted, and those from which it was taken. */
    public List<String> withoutFiles() {
        return ids(
                engine.sql(), is(TaskStatus.DELETED).or(is(TaskStatus.COMPLETED).and(TASK.failure.isNotNull())));
    }

    private static List<String> ids(DSLContext sql, Condition condition) {
        return sql.select(TASK.id).from(TASK.table()).where(condition).fetch(TASK.id);
    }

    /** In one transaction with what there is to tell: whoever asked to be told is told of every end, and of no other. */
    private boolean end(
            String id,
            String worker,
            TaskEvent event,
            BiFunction<DSLContext, Instant, UpdateSetMoreStep<Record>> change) {
        return engine.change(sql -> {
            Instant now = time.now(sql);
            boolean ended = mine(id, worker, change.apply(sql, now));
            if (ended) {
                Deliveries.announce(sql, id, event, now);
            }
            return ended;
        });
    }

    private boolean mine(String id, String worker, Function<DSLContext, UpdateSetMoreStep<Record>> change) {
        return engine.change(sql -> mine(id, worker, change.apply(sql)));
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
