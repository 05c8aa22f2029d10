// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.SCHEDULE;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectSeekStep1;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Recurring tasks. Of all nodes on a store, one creates the task of each run. */
public final class ScheduleRepository {
    /** Maximum number of an account (our decision). */
    static final int MOST = 200;
    /** Characters of what one asks for (our decision). */
    static final int LONGEST_REQUEST = 64 << 10;
    /** How many that are due are read at once. */
    private static final int AT_ONCE = 50;

    private final Engine engine;
    private final Clock clock;
    private final DatabaseClock time;

    public ScheduleRepository(Engine engine, Clock clock, DatabaseClock time) {
        this.engine = engine;
        this.clock = clock;
        this.time = time;
    }

    /** Returns the time of the clock that decides what is due. */
    public Instant now() {
        return time.now(engine.sql());
    }

    /**
     * Adds a schedule.
     *
     * @throws ApiException when the account has {@value #MOST} already, or it asks at length
     */
    public Schedule add(
            long accountId,
            @Nullable Long projectId,
            String name,
            String request,
            String cron,
            String zone,
            Instant nextRunAt) {
        if (request.length() > LONGEST_REQUEST) {
            throw ApiException.field(
                    ErrorCode.BODY_TOO_LARGE,
                    "body",
                    request.length() + " characters of filters and settings",
                    "at most " + LONGEST_REQUEST);
        }
        return engine.inTransaction(sql -> {
            AccountLock.hold(sql, accountId);
            if (sql.fetchCount(SCHEDULE.table(), SCHEDULE.accountId.eq(accountId)) >= MOST) {
                throw ApiException.because(
                        ErrorCode.TOO_MANY_SCHEDULES,
                        "an account has at most " + MOST + " schedules; delete one that is no longer needed");
            }
            Schedule schedule = new Schedule(
                    sql.nextval(ID),
                    accountId,
                    projectId,
                    name,
                    request,
                    cron,
                    zone,
                    nextRunAt,
                    null,
                    null,
                    clock.instant());
            sql.insertInto(SCHEDULE.table())
                    .set(SCHEDULE.id, schedule.id())
                    .set(SCHEDULE.accountId, accountId)
                    .set(SCHEDULE.projectId, projectId)
                    .set(SCHEDULE.name, name)
                    .set(SCHEDULE.request, request)
                    .set(SCHEDULE.cron, cron)
                    .set(SCHEDULE.zone, zone)
                    .set(SCHEDULE.nextRunAt, nextRunAt)
                    .set(SCHEDULE.createdAt, schedule.createdAt())
                    .execute();
            return schedule;
        });
    }

    /**
     * Returns the schedules of an account, the oldest first.
     *
     * @param projectId null for those of all its projects
     */
    public List<Schedule> list(long accountId, @Nullable Long projectId) {
        return select(within(accountId, projectId));
    }

    /** Returns the schedule of that id, unless it belongs to another account or project. */
    public Optional<Schedule> get(long accountId, @Nullable Long projectId, long id) {
        return select(within(accountId, projectId).and(SCHEDULE.id.eq(id))).stream()
                .findFirst();
    }

    /** Deletes a schedule; the tasks that it created remain. */
    public void delete(long id) {
        engine.inTransaction(sql ->
                sql.deleteFrom(SCHEDULE.table()).where(SCHEDULE.id.eq(id)).execute());
    }

    /**
     * Those of all accounts that are due, some at a time, in the order of their ids: each may ask at length.
     *
     * @param id of the last one that was found before
     */
    public List<Schedule> dueAfter(long id) {
        return selection(SCHEDULE.nextRunAt.le(now()).and(SCHEDULE.id.gt(id)))
                .limit(AT_ONCE)
                .fetch(ScheduleRepository::read);
    }

    /**
     * Creates the task of a due schedule, unless another node has done so. Clears an earlier failure.
     *
     * @param due as read before
     * @param task the task to create
     * @param next when it is due again
     * @return whether this node created the task
     * @throws ApiException when the queue contains the account's maximum number of tasks
     */
    public boolean run(Schedule due, Task task, Instant next) {
        return engine.inTransaction(sql -> {
            int mine = sql.update(SCHEDULE.table())
                    .set(SCHEDULE.nextRunAt, next)
                    .set(SCHEDULE.lastTaskId, task.id())
                    .setNull(SCHEDULE.failure)
                    .where(SCHEDULE.id.eq(due.id()), SCHEDULE.nextRunAt.eq(due.nextRunAt()))
                    .execute();
            if (mine == 1) {
                TaskRepository.insertReport(engine, sql, task);
            }
            return mine == 1;
        });
    }

    /**
     * Records that no task could be created for a due schedule, unless another node has handled it.
     *
     * @param due as read before
     * @param reason a message for the schedule's creator
     * @param next when it is due again
     */
    public void failed(Schedule due, String reason, Instant next) {
        engine.inTransaction(sql -> sql.update(SCHEDULE.table())
                .set(SCHEDULE.nextRunAt, next)
                .set(SCHEDULE.failure, TextNormalizer.storable(reason))
                .where(SCHEDULE.id.eq(due.id()), SCHEDULE.nextRunAt.eq(due.nextRunAt()))
                .execute());
    }

    private List<Schedule> select(Condition condition) {
        return selection(condition).fetch(ScheduleRepository::read);
    }

    private SelectSeekStep1<Record, Long> selection(Condition condition) {
        return engine.sql()
                .select(SCHEDULE.fields())
                .from(SCHEDULE.table())
                .where(condition)
                .orderBy(SCHEDULE.id);
    }

    private static Condition within(long accountId, @Nullable Long projectId) {
        return SCHEDULE.accountId
                .eq(accountId)
                .and(projectId == null ? DSL.noCondition() : SCHEDULE.projectId.eq(projectId));
    }

    private static Schedule read(Record row) {
        return new Schedule(
                row.get(SCHEDULE.id),
                row.get(SCHEDULE.accountId),
                row.get(SCHEDULE.projectId),
                row.get(SCHEDULE.name),
                row.get(SCHEDULE.request),
                row.get(SCHEDULE.cron),
                row.get(SCHEDULE.zone),
                row.get(SCHEDULE.nextRunAt),
                row.get(SCHEDULE.lastTaskId),
                row.get(SCHEDULE.failure),
                row.get(SCHEDULE.createdAt));
    }
}
