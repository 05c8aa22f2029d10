// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import io.parley.core.error.ErrorCode;
import io.parley.store.engine.Engine;
import io.parley.store.query.FilterSql;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.LabelRemovalTable;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowTable;
import io.parley.store.table.SmallTables.Catalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** The rows that can have labels: messages, or sessions. */
abstract sealed class LabelTarget permits MessageLabelTarget, SessionLabelTarget {
    final Engine engine;
    final FilterSql filters;
    final RowTable<?> rows;
    final Field<Long> projectId;
    final Field<Long> clientKey;
    final Field<Long> key;
    final Field<String> id;
    final Field<Instant> time;
    final Catalogue labels;
    final LabelLinkTable links;
    final LabelRemovalTable removals;
    /** The time of the last report of a row by its bot. */
    final Field<Instant> lastSaid;

    private final ErrorCode absent;
    /** Name of a row in error messages. */
    final String noun;

    LabelTarget(
            Engine engine,
            RowTable<?> rows,
            Field<Long> projectId,
            Field<Long> clientKey,
            Field<Long> key,
            Field<String> id,
            Field<Instant> time,
            Catalogue labels,
            LabelLinkTable links,
            LabelRemovalTable removals,
            Field<Instant> lastSaid,
            ErrorCode absent,
            String noun) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
        this.rows = rows;
        this.projectId = projectId;
        this.clientKey = clientKey;
        this.key = key;
        this.id = id;
        this.time = time;
        this.labels = labels;
        this.links = links;
        this.removals = removals;
        this.lastSaid = lastSaid;
        this.absent = absent;
        this.noun = noun;
    }

    /** Returns the condition on rows of the projects that match the filters. */
    abstract Condition wanted(Set<Long> projects, Selection.Wanted selection);

    /** Returns the condition on rows of the ids; several rows may have one id. */
    abstract Condition named(DSLContext sql, Set<Long> projects, Selection.Named selection);

    /** Returns the condition on the selected rows; refuses an unknown id. */
    Condition selected(DSLContext sql, Set<Long> projects, Selection selection) {
        return switch (selection) {
            case Selection.Wanted wanted -> wanted(projects, wanted);
            case Selection.Named named -> RowKey.isOneOf(engine, rows, key, keys(sql, projects, named));
        };
    }

    /** Returns the keys of the named rows, in the order of their ids; refuses an unknown id. */
    List<RowKey> keys(DSLContext sql, Set<Long> projects, Selection.Named selection) {
        Map<String, RowKey> found = new HashMap<>();
        // Newest first, as in queries: of several rows of one id, the newest is selected.
        sql.select(id, projectId, key)
                .from(rows.table())
                .where(projectId.in(projects), named(sql, projects, selection))
                .orderBy(time.desc(), key, projectId)
                .fetch()
                .forEach(row -> found.putIfAbsent(row.value1(), new RowKey(row.value2(), row.value3())));
        return selection.ids().stream()
                .map(given -> {
                    RowKey of = found.get(given.value());
                    if (of == null) {
                        throw given.refused(absent, "the id of a " + noun + " within reach of this call");
                    }
                    return of;
                })
                .toList();
    }
}
