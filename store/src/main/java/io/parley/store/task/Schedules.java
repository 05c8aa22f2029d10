// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.SCHEDULE;

import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tasks that come again and again. Of all nodes on a store, one makes the task each time. */
public final class Schedules {
    private final Engine engine;
    private final Clock clock;

    public Schedules(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Adds a schedule. */
    public Schedule add(
            long accountId,
            @Nullable Long projectId,
            String name,
            String request,
            String cron,
            String zone,
            Instant nextRunAt) {
        return engine.change(sql -> {
            Schedule schedule = new Schedule(
                    sql.nextval(ID), accountId, projectId, name, request, cron, zone, nextRunAt, null, clock.instant());
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
     * The schedules of an account, the oldest first.
     *
     * @param projectId null for those of all its projects
     */
    public List<Schedule> list(long accountId, @Nullable Long projectId) {
        return select(within(accountId, projectId));
    }

    /** The schedule of that id, unless it is another's. */
    public Optional<Schedule> get(long accountId, @Nullable Long projectId, long id) {
        return select(within(accountId, projectId).and(SCHEDULE.id.eq(id))).stream()
                .findFirst();
    }

    /** Deletes a schedule; the tasks that it made stay. */
    public void delete(long id) {
        engine.change(sql ->
                sql.deleteFrom(SCHEDULE.table()).where(SCHEDULE.id.eq(id)).execute());
    }

    /** Those of all accounts that are due. */
    public List<Schedule> due() {
        return select(SCHEDULE.nextRunAt.le(clock.instant()));
    }

    /**
     * Makes the task of a schedule that is due, unless another node was quicker.
     *
     * @param due as it was found
     * @param task what it is time for
     * @param next when it is due again
     * @return whether the task was made here
     */
    public boolean run(Schedule due, Task task, Instant next) {
        return engine.change(sql -> {
            int mine = sql.update(SCHEDULE.table())
                    .set(SCHEDULE.nextRunAt, next)
                    .set(SCHEDULE.lastTaskId, task.id())
                    .where(SCHEDULE.id.eq(due.id()), SCHEDULE.nextRunAt.eq(due.nextRunAt()))
                    .execute();
            if (mine == 1) {
                Tasks.insert(sql, task);
            }
            return mine == 1;
        });
    }

    private List<Schedule> select(Condition condition) {
        return engine.sql()
                .select(SCHEDULE.fields())
                .from(SCHEDULE.table())
                .where(condition)
                .orderBy(SCHEDULE.id)
                .fetch(Schedules::read);
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
                row.get(SCHEDULE.createdAt));
    }
}
