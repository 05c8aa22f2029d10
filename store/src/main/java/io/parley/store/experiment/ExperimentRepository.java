// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.EXPERIMENT;
import static io.parley.store.table.SmallTables.EXPERIMENT_BRANCH;
import static io.parley.store.table.SmallTables.EXPERIMENT_JOIN;
import static io.parley.store.table.SmallTables.ID;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.varSamp;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterCondition.Holds;
import io.parley.core.inference.SampleStatistics;
import io.parley.store.engine.Engine;
import io.parley.store.query.FilterSql;
import io.parley.store.query.QuantitySql;
import io.parley.store.table.TableColumn;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The experiments of projects, and the branch of each session. */
public final class ExperimentRepository {
    private final Engine engine;
    private final Clock clock;
    private final FilterSql filters;
    private final QuantitySql quantities;

    public ExperimentRepository(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        this.filters = new FilterSql(engine);
        this.quantities = new QuantitySql(engine);
    }

    /** Returns a project's experiments, the oldest first. */
    public List<Experiment> list(long projectId) {
        return engine.sql().transactionResult(t -> read(t.dsl(), EXPERIMENT.projectId.eq(projectId)));
    }

    public Optional<Experiment> get(long projectId, String key) {
        return engine.sql().transactionResult(t -> get(t.dsl(), projectId, key));
    }

    private static Optional<Experiment> get(DSLContext sql, long projectId, String key) {
        return read(sql, EXPERIMENT.projectId.eq(projectId).and(EXPERIMENT.key.eq(key))).stream()
                .findFirst();
    }

    private static List<Experiment> read(DSLContext sql, Condition wanted) {
        Map<Long, List<Branch>> branches = sql.select(EXPERIMENT_BRANCH.fields())
                .from(EXPERIMENT_BRANCH.table())
                .join(EXPERIMENT.table())
                .on(EXPERIMENT.id.eq(EXPERIMENT_BRANCH.experimentId))
                .where(wanted)
                .orderBy(EXPERIMENT_BRANCH.place)
                .fetchGroups(
                        EXPERIMENT_BRANCH.experimentId,
                        row -> new Branch(
                                row.get(EXPERIMENT_BRANCH.key),
                                row.get(EXPERIMENT_BRANCH.description),
                                row.get(EXPERIMENT_BRANCH.weight)));
        return sql.select(EXPERIMENT.fields())
                .from(EXPERIMENT.table())
                .where(wanted)
                .orderBy(EXPERIMENT.createdAt, EXPERIMENT.id)
                .fetch(row -> experiment(row, branches.getOrDefault(row.get(EXPERIMENT.id), List.of())));
    }

    private static Experiment experiment(Record row, List<Branch> branches) {
        return new Experiment(
                row.get(EXPERIMENT.id),
                row.get(EXPERIMENT.projectId),
                row.get(EXPERIMENT.key),
                row.get(EXPERIMENT.description),
                branches,
                ExperimentStatus.valueOf(row.get(EXPERIMENT.status)));
    }

    /**
     * Creates an experiment, or returns the existing one of that key. The caller must compare whether that is the same.
     *
     * @param status {@link ExperimentStatus#CREATED} or {@link ExperimentStatus#RUNNING}
     */
    public Experiment create(
            long projectId, String key, @Nullable String description, List<Branch> branches, ExperimentStatus status) {
        return engine.inTransaction(sql -> {
            Experiment experiment = new Experiment(sql.nextval(ID), projectId, key, description, branches, status);
            boolean isNew = sql.insertInto(EXPERIMENT.table())
                            .columns(
                                    EXPERIMENT.id,
                                    EXPERIMENT.projectId,
                                    EXPERIMENT.key,
                                    EXPERIMENT.description,
                                    EXPERIMENT.status,
                                    EXPERIMENT.createdAt)
                            .values(experiment.id(), projectId, key, description, status.name(), clock.instant())
                            .onConflictDoNothing()
                            .execute()
                    > 0;
            if (!isNew) {
                return get(sql, projectId, key).orElse(experiment);
            }
            for (int place = 0; place < branches.size(); place++) {
                Branch branch = branches.get(place);
                sql.insertInto(EXPERIMENT_BRANCH.table())
                        .columns(
                                EXPERIMENT_BRANCH.experimentId,
                                EXPERIMENT_BRANCH.place,
                                EXPERIMENT_BRANCH.key,
                                EXPERIMENT_BRANCH.description,
                                EXPERIMENT_BRANCH.weight)
                        .values(experiment.id(), place, branch.key(), branch.description(), branch.weight())
                        .execute();
            }
            return experiment;
        });
    }

    /**
     * Returns the branch of a session, which is chosen at the first request and never changes. Returns {@link
     * Experiment#FINISHED} from a stopped experiment, even for sessions that have a branch. Empty when there is no such
     * experiment.
     *
     * <p>Concurrent requests on any nodes are safe: the primary key lets one insert succeed, and all read that row.
     */
    public Optional<String> join(long projectId, String key, String botId, String sessionId) {
        return get(projectId, key).map(experiment -> {
            if (experiment.status() == ExperimentStatus.STOPPED) {
                return Experiment.FINISHED;
            }
            Optional<String> known = branch(engine.sql(), experiment, botId, sessionId);
            return known.orElseGet(() -> join(experiment, botId, sessionId));
        });
    }

    private static Optional<String> branch(DSLContext sql, Experiment experiment, String botId, String sessionId) {
        return sql.select(EXPERIMENT_JOIN.branch)
                .from(EXPERIMENT_JOIN.table())
                .where(
                        EXPERIMENT_JOIN.projectId.eq(experiment.projectId()),
                        EXPERIMENT_JOIN.experimentId.eq(experiment.id()),
                        EXPERIMENT_JOIN.botId.eq(botId),
                        EXPERIMENT_JOIN.sessionId.eq(sessionId))
                .fetchOptional(EXPERIMENT_JOIN.branch);
    }

    private String join(Experiment experiment, String botId, String sessionId) {
        return engine.inTransaction(sql -> {
            Condition open =
                    EXPERIMENT.id.eq(experiment.id()).and(EXPERIMENT.status.ne(ExperimentStatus.STOPPED.name()));
            // No session joins an experiment that was stopped or deleted meanwhile.
            sql.insertInto(EXPERIMENT_JOIN.table())
                    .columns(
                            EXPERIMENT_JOIN.projectId,
                            EXPERIMENT_JOIN.experimentId,
                            EXPERIMENT_JOIN.botId,
                            EXPERIMENT_JOIN.sessionId,
                            EXPERIMENT_JOIN.branch,
                            EXPERIMENT_JOIN.joinedAt)
                    .select(select(
                                    val(experiment.projectId()),
                                    val(experiment.id()),
                                    val(botId),
                                    val(sessionId),
                                    val(experiment.choose(botId, sessionId).key()),
                                    val(clock.instant(), TableColumn.INSTANT))
                            .where(exists(selectOne().from(EXPERIMENT.table()).where(open))))
                    .onConflictDoNothing()
                    .execute();
            if (experiment.status() == ExperimentStatus.CREATED) {
                sql.update(EXPERIMENT.table())
                        .set(EXPERIMENT.status, ExperimentStatus.RUNNING.name())
                        .where(EXPERIMENT.id.eq(experiment.id()), EXPERIMENT.status.eq(ExperimentStatus.CREATED.name()))
                        .execute();
            }
            return branch(sql, experiment, botId, sessionId).orElse(Experiment.FINISHED);
        });
    }

    /**
     * Stops an experiment permanently; has no effect on a stopped one. Returns false when there is no such experiment.
     */
    public boolean stop(long projectId, String key) {
        return engine.inTransaction(sql -> sql.update(EXPERIMENT.table())
                        .set(EXPERIMENT.status, ExperimentStatus.STOPPED.name())
                        .where(EXPERIMENT.projectId.eq(projectId), EXPERIMENT.key.eq(key))
                        .execute()
                > 0);
    }

    /** Deletes an experiment and the branches of its sessions. Returns false when there is no such experiment. */
    public boolean delete(long projectId, String key) {
        return engine.inTransaction(sql -> get(sql, projectId, key)
                .map(experiment -> {
                    sql.deleteFrom(EXPERIMENT.table())
                            .where(EXPERIMENT.id.eq(experiment.id()))
                            .execute();
                    sql.deleteFrom(EXPERIMENT_BRANCH.table())
                            .where(EXPERIMENT_BRANCH.experimentId.eq(experiment.id()))
                            .execute();
                    sql.deleteFrom(EXPERIMENT_JOIN.table())
                            .where(
                                    EXPERIMENT_JOIN.projectId.eq(projectId),
                                    EXPERIMENT_JOIN.experimentId.eq(experiment.id()))
                            .execute();
                    return true;
                })
                .orElse(false));
    }

    /** Returns how many sessions joined each experiment of a project, by its key, the oldest experiment first. */
    public Map<String, Long> countSessions(long projectId) {
        Map<String, Long> counts = new LinkedHashMap<>();
        engine.sql()
                .select(EXPERIMENT.key, count(EXPERIMENT_JOIN.sessionId))
                .from(EXPERIMENT.table())
                .leftJoin(EXPERIMENT_JOIN.table())
                .on(EXPERIMENT_JOIN.projectId.eq(EXPERIMENT.projectId), EXPERIMENT_JOIN.experimentId.eq(EXPERIMENT.id))
                .where(EXPERIMENT.projectId.eq(projectId))
                .groupBy(EXPERIMENT.id, EXPERIMENT.key, EXPERIMENT.createdAt)
                .orderBy(EXPERIMENT.createdAt, EXPERIMENT.id)
                .forEach(row -> counts.put(row.value1(), (long) row.value2()));
        return counts;
    }

    // ---- Results

    /**
     * Returns the results of each branch, in the order of the branches. A session that joined but was never reported
     * counts as one that does not satisfy the condition; test sessions do not count.
     */
    public List<BranchStatistics> results(Experiment experiment, ExperimentGoal outcome) {
        Field<Boolean> happened;
        Field<? extends Number> amount;
        switch (outcome) {
            case ExperimentGoal.Happened what -> {
                happened = DSL.coalesce(DSL.field(filters.holds(what.condition())), inline(false));
                amount = inline((Double) null, SQLDataType.DOUBLE);
            }
            case ExperimentGoal.Amount number -> {
                happened = inline(false);
                io.parley.core.filter.FilterCondition condition = number.ofSessions();
                Field<? extends Number> each = quantities.of(number.quantity());
                amount = condition == null ? each : DSL.when(filters.holds(condition), each);
            }
        }
        Field<Integer> did = DSL.field(name("did"), SQLDataType.INTEGER);
        Field<Double> had = DSL.field(name("had"), SQLDataType.DOUBLE);
        // The outcomes of sessions are aggregated before the join: where sessions are distributed over many servers,
        // they could not be aggregated after it.
        Field<Boolean> test = DSL.field(name("said", "test"), SQLDataType.BOOLEAN);
        Field<Integer> didOnce = DSL.field(name("said", "did"), SQLDataType.INTEGER);
        Field<Double> hadOnce = DSL.field(name("said", "had"), SQLDataType.DOUBLE);
        Condition joined = EXPERIMENT_JOIN
                .projectId
                .eq(experiment.projectId())
                .and(EXPERIMENT_JOIN.experimentId.eq(experiment.id()));
        Table<?> said = select(
                        SESSION.botId.as("bot_id"),
                        SESSION.sessionId.as("session_id"),
                        DSL.field(filters.holds(new Holds(Attribute.IS_TEST))).as(test),
                        DSL.when(DSL.condition(happened), 1).otherwise(0).as(did),
                        amount.cast(SQLDataType.DOUBLE).as(had))
                .from(SESSION.table())
                .where(
                        SESSION.projectId.eq(experiment.projectId()),
                        SESSION.sessionId.in(select(EXPERIMENT_JOIN.sessionId)
                                .from(EXPERIMENT_JOIN.table())
                                .where(joined)))
                .asTable("said");
        // Sessions of two clients may have the same id. The bot requested one branch for both, so they are one
        // participant.
        Table<?> participants = select(
                        EXPERIMENT_JOIN.branch,
                        DSL.coalesce(max(didOnce), inline(0)).as(did),
                        avg(hadOnce).cast(SQLDataType.DOUBLE).as(had))
                .from(EXPERIMENT_JOIN.table())
                .leftJoin(said)
                .on(
                        DSL.field(name("said", "bot_id"), SQLDataType.VARCHAR).eq(EXPERIMENT_JOIN.botId),
                        DSL.field(name("said", "session_id"), SQLDataType.VARCHAR)
                                .eq(EXPERIMENT_JOIN.sessionId))
                .where(joined, DSL.coalesce(test, inline(false)).isFalse())
                .groupBy(EXPERIMENT_JOIN.branch, EXPERIMENT_JOIN.botId, EXPERIMENT_JOIN.sessionId)
                .asTable("participant");
        Field<String> branchKey = DSL.field(name("participant", "branch"), SQLDataType.VARCHAR);
        Map<String, BranchStatistics> found = new HashMap<>();
        engine.sql()
                .select(
                        branchKey,
                        count(),
                        sum(did).cast(SQLDataType.BIGINT),
                        count(had),
                        avg(had).cast(SQLDataType.DOUBLE),
                        varSamp(had).cast(SQLDataType.DOUBLE))
                .from(participants)
                .groupBy(branchKey)
                .forEach(row -> found.put(
                        row.value1(),
                        new BranchStatistics(
                                new Branch(row.value1(), null, 0),
                                row.value2(),
                                row.value3(),
                                new SampleStatistics(row.value4(), orZero(row.value5()), orZero(row.value6())))));
        return experiment.branches().stream()
                .map(branch -> {
                    BranchStatistics known = found.get(branch.key());
                    return known == null
                            ? new BranchStatistics(branch, 0, 0, new SampleStatistics(0, 0, 0))
                            : new BranchStatistics(branch, known.sessions(), known.happened(), known.amounts());
                })
                .toList();
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
