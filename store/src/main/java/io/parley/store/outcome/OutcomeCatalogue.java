// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import static io.parley.store.table.SessionOutcomeTable.SESSION_ACTION;
import static io.parley.store.table.SessionOutcomeTable.SESSION_TOPIC;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.OUTCOME;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A project's catalogue of topics, actions and results. Keys that are not in it are stored and displayed unchanged. A
 * key that a session has can be neither changed nor removed (help pages). Changes go through the log's writer, so that
 * no session gets a key while it changes.
 */
public final class OutcomeCatalogue {
    private static final Field<String> HAD = field(name("had", "key"), SQLDataType.VARCHAR);

    private final Engine engine;
    private final ConversationLog log;

    public OutcomeCatalogue(Engine engine, ConversationLog log) {
        this.engine = engine;
        this.log = log;
    }

    /** Returns a project's entries of a kind, by key. */
    public List<Outcome> list(long projectId, OutcomeKind kind) {
        return read(engine.sql(), kind, is(projectId, kind));
    }

    /**
     * Returns the display names of the keys that have one, by canonical key ({@link TextNormalizer#canonical}); if several projects name a key,
     * one of the names is returned.
     *
     * @param projects the projects with the catalogues
     */
    public Map<String, String> values(Collection<Long> projects, OutcomeKind kind) {
        Map<String, String> values = new HashMap<>();
        engine.sql()
                .select(OUTCOME.key, OUTCOME.value)
                .from(OUTCOME.table())
                .where(OUTCOME.projectId.in(projects), OUTCOME.kind.eq(kind.name()), OUTCOME.value.isNotNull())
                .orderBy(OUTCOME.id)
                .fetch()
                .forEach(row -> values.putIfAbsent(TextNormalizer.canonical(row.value1()), row.value2()));
        return values;
    }

    /** Adds an entry; its key must not exist yet. */
    public Outcome add(long projectId, OutcomeKind kind, RequestValue<String> key, @Nullable String value) {
        return log.edit(sql -> {
            long id = sql.nextval(ID);
            sql.insertInto(OUTCOME.table())
                    .columns(OUTCOME.id, OUTCOME.projectId, OUTCOME.kind, OUTCOME.key, OUTCOME.value)
                    .values(id, projectId, kind.name(), key.value(), value)
                    .execute();
            requireAlone(sql, projectId, kind, id, key);
            return found(sql, projectId, kind, new RequestValue<>("id", id));
        });
    }

    /**
     * Changes an entry.
     *
     * @param key null for no change
     * @param value null for no display name apart from the key
     */
    public Outcome change(
            long projectId,
            OutcomeKind kind,
            RequestValue<Long> id,
            @Nullable RequestValue<String> key,
            @Nullable String value) {
        return log.edit(sql -> {
            Outcome before = found(sql, projectId, kind, id);
            if (key != null && !key.value().equals(before.key())) {
                if (before.hasData()) {
                    throw key.refused(ErrorCode.OUTCOME_HAS_DATA, "«" + before.key() + "», because sessions have it");
                }
                requireAlone(sql, projectId, kind, id.value(), key);
            }
            sql.update(OUTCOME.table())
                    .set(OUTCOME.key, key == null ? before.key() : key.value())
                    .set(OUTCOME.value, value)
                    .where(OUTCOME.id.eq(id.value()))
                    .execute();
            return found(sql, projectId, kind, id);
        });
    }

    /** Removes an entry that no session has. */
    public void remove(long projectId, OutcomeKind kind, RequestValue<Long> id) {
        log.edit(sql -> {
            if (found(sql, projectId, kind, id).hasData()) {
                throw id.refused(ErrorCode.OUTCOME_HAS_DATA, "the id of a " + noun(kind) + " that no session has");
            }
            return sql.deleteFrom(OUTCOME.table())
                    .where(OUTCOME.id.eq(id.value()))
                    .execute();
        });
    }

    private static Outcome found(DSLContext sql, long projectId, OutcomeKind kind, RequestValue<Long> id) {
        return read(sql, kind, is(projectId, kind).and(OUTCOME.id.eq(id.value()))).stream()
                .findFirst()
                .orElseThrow(() -> id.refused(ErrorCode.OUTCOME, "the id of a " + noun(kind) + " of this project"));
    }

    private static List<Outcome> read(DSLContext sql, OutcomeKind kind, Condition wanted) {
        // The sessions' keys are selected first, in a separate query: where sessions are distributed over many servers,
        // a correlated subquery is not possible.
        Table<?> had = selectDistinct(isUsedBySessions(kind).as(HAD))
                .from(ofSessions(kind))
                .where(
                        isUsedBySessions(kind)
                                .in(select(OUTCOME.key).from(OUTCOME.table()).where(wanted)),
                        projectOf(kind)
                                .in(select(OUTCOME.projectId)
                                        .from(OUTCOME.table())
                                        .where(wanted)))
                .asTable("had");
        Field<Boolean> hasData = field(HAD.isNotNull());
        return sql.select(OUTCOME.id, OUTCOME.key, OUTCOME.value, hasData)
                .from(OUTCOME.table())
                .leftJoin(had)
                .on(HAD.eq(OUTCOME.key))
                .where(wanted)
                .orderBy(OUTCOME.key, OUTCOME.id)
                .fetch(row -> new Outcome(row.value1(), kind, row.value2(), row.value3(), row.value4()));
    }

    private static Table<?> ofSessions(OutcomeKind kind) {
        return switch (kind) {
            case TOPIC -> SESSION_TOPIC.table();
            case ACTION -> SESSION_ACTION.table();
            case RESULT -> SESSION.table();
        };
    }

    private static Field<Long> projectOf(OutcomeKind kind) {
        return switch (kind) {
            case TOPIC -> SESSION_TOPIC.projectId;
            case ACTION -> SESSION_ACTION.projectId;
            case RESULT -> SESSION.projectId;
        };
    }

    /** Returns the column with the key of a session. */
    private static Field<String> isUsedBySessions(OutcomeKind kind) {
        return switch (kind) {
            case TOPIC -> SESSION_TOPIC.markName;
            case ACTION -> SESSION_ACTION.markName;
            case RESULT -> SESSION.resultValue();
        };
    }

    private static void requireAlone(
            DSLContext sql, long projectId, OutcomeKind kind, long id, RequestValue<String> key) {
        if (sql.fetchExists(
                OUTCOME.table(),
                is(projectId, kind).and(OUTCOME.key.eq(key.value())).and(OUTCOME.id.ne(id)))) {
            throw key.refused(ErrorCode.NAME_TAKEN, "a key that no other " + noun(kind) + " has");
        }
    }

    private static Condition is(long projectId, OutcomeKind kind) {
        return OUTCOME.projectId.eq(projectId).and(OUTCOME.kind.eq(kind.name()));
    }

    private static String noun(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
