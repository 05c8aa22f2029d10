package io.parley.store.metric;

import static io.parley.store.rows.SessionMarkTable.SESSION_ACTION;
import static io.parley.store.rows.SessionMarkTable.SESSION_TOPIC;
import static io.parley.store.rows.SessionTable.SESSION;
import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.METRIC;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.problem.Given;
import io.parley.core.problem.Problem;
import io.parley.store.engine.Engine;
import io.parley.store.write.ConversationLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * A project's catalogue of topics, actions and results. Keys that it lacks are kept and shown as they are; a key that a session has can
 * be neither changed nor removed (help pages). Changes go through the log's writer, so that no session gets a key while it changes.
 */
public final class Metrics {
    private final Engine engine;
    private final ConversationLog log;

    public Metrics(Engine engine, ConversationLog log) {
        this.engine = engine;
        this.log = log;
    }

    /** A project's metrics of a kind, by key. */
    public List<Metric> list(long projectId, MetricKind kind) {
        return read(engine.sql(), kind, is(projectId, kind));
    }

    /**
     * What people call the keys, where they call them otherwise; of several projects that do, one counts.
     *
     * @param projects those whose catalogues count
     */
    public Map<String, String> values(Collection<Long> projects, MetricKind kind) {
        Map<String, String> values = new HashMap<>();
        engine.sql()
                .select(METRIC.key, METRIC.value)
                .from(METRIC.table())
                .where(METRIC.projectId.in(projects), METRIC.kind.eq(kind.name()), METRIC.value.isNotNull())
                .orderBy(METRIC.id)
                .fetch()
                .forEach(row -> values.putIfAbsent(row.value1(), row.value2()));
        return values;
    }

    /** A new metric; its key must not be there yet. */
    public Metric add(long projectId, MetricKind kind, Given<String> key, @Nullable String value) {
        return log.edit(sql -> {
            long id = sql.nextval(ID);
            sql.insertInto(METRIC.table())
                    .columns(METRIC.id, METRIC.projectId, METRIC.kind, METRIC.key, METRIC.value)
                    .values(id, projectId, kind.name(), key.value(), value)
                    .execute();
            requireAlone(sql, projectId, kind, id, key);
            return found(sql, projectId, kind, new Given<>("id", id));
        });
    }

    /**
     * Changes a metric.
     *
     * @param key null when it stays
     * @param value null for no other word than the key
     */
    public Metric change(
            long projectId, MetricKind kind, Given<Long> id, @Nullable Given<String> key, @Nullable String value) {
        return log.edit(sql -> {
            Metric before = found(sql, projectId, kind, id);
            if (key != null && !key.value().equals(before.key())) {
                if (before.hasData()) {
                    throw key.refused(Problem.METRIC_HAS_DATA, "«" + before.key() + "», because sessions have it");
                }
                requireAlone(sql, projectId, kind, id.value(), key);
            }
            sql.update(METRIC.table())
                    .set(METRIC.key, key == null ? before.key() : key.value())
                    .set(METRIC.value, value)
                    .where(METRIC.id.eq(id.value()))
                    .execute();
            return found(sql, projectId, kind, id);
        });
    }

    /** Removes a metric that no session has. */
    public void remove(long projectId, MetricKind kind, Given<Long> id) {
        log.edit(sql -> {
            if (found(sql, projectId, kind, id).hasData()) {
                throw id.refused(Problem.METRIC_HAS_DATA, "the id of a " + noun(kind) + " that no session has");
            }
            return sql.deleteFrom(METRIC.table()).where(METRIC.id.eq(id.value())).execute();
        });
    }

    private static Metric found(DSLContext sql, long projectId, MetricKind kind, Given<Long> id) {
        return read(sql, kind, is(projectId, kind).and(METRIC.id.eq(id.value()))).stream()
                .findFirst()
                .orElseThrow(() -> id.refused(Problem.METRIC, "the id of a " + noun(kind) + " of this project"));
    }

    private static List<Metric> read(DSLContext sql, MetricKind kind, Condition wanted) {
        Field<Boolean> hasData = field(exists(hasIt(kind)));
        return sql.select(METRIC.id, METRIC.key, METRIC.value, hasData)
                .from(METRIC.table())
                .where(wanted)
                .orderBy(METRIC.key, METRIC.id)
                .fetch(row -> new Metric(row.value1(), kind, row.value2(), row.value3(), row.value4()));
    }

    /** What of sessions has the key of the row of {@code metric}. */
    private static Select<?> hasIt(MetricKind kind) {
        return switch (kind) {
            case TOPIC ->
                selectOne()
                        .from(SESSION_TOPIC.table())
                        .where(SESSION_TOPIC.projectId.eq(METRIC.projectId), SESSION_TOPIC.markName.eq(METRIC.key));
            case ACTION ->
                selectOne()
                        .from(SESSION_ACTION.table())
                        .where(SESSION_ACTION.projectId.eq(METRIC.projectId), SESSION_ACTION.markName.eq(METRIC.key));
            case RESULT ->
                selectOne()
                        .from(SESSION.table())
                        .where(SESSION.projectId.eq(METRIC.projectId), SESSION.resultValue().eq(METRIC.key));
        };
    }

    private static void requireAlone(DSLContext sql, long projectId, MetricKind kind, long id, Given<String> key) {
        if (sql.fetchExists(METRIC.table(), is(projectId, kind).and(METRIC.key.eq(key.value())).and(METRIC.id.ne(id)))) {
            throw key.refused(Problem.NAME_TAKEN, "a key that no other " + noun(kind) + " has");
        }
    }

    private static Condition is(long projectId, MetricKind kind) {
        return METRIC.projectId.eq(projectId).and(METRIC.kind.eq(kind.name()));
    }

    private static String noun(MetricKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
