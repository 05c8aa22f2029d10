// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.LabelRemovalTable;
import io.parley.store.table.TableColumn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;

/**
 * Manual changes of the labels of messages or sessions, any number of them with a fixed number of statements. A label
 * remains until a person removes it, even if the message gets new versions. A removed label stays removed until a
 * person, or a later report of the bot, adds it again. Each call is applied as a whole or, when it is {@link ApiException},
 * not at all.
 */
public final class Labelling {
    private final LabelTarget marked;
    private final ConversationLog log;
    private final Clock clock;

    private Labelling(LabelTarget marked, ConversationLog log, Clock clock) {
        this.marked = marked;
        this.log = log;
        this.clock = clock;
    }

    public static Labelling ofMessages(Engine engine, ConversationLog log, Clock clock) {
        return new Labelling(new MessageLabelTarget(engine), log, clock);
    }

    public static Labelling ofSessions(Engine engine, ConversationLog log, Clock clock) {
        return new Labelling(new SessionLabelTarget(engine), log, clock);
    }

    /** Adds labels; existing ones stay. */
    public void add(EditScope reach, Selection selection, List<RequestValue<Long>> labels) {
        log.edit(sql -> add(sql, reach, selected(sql, reach, selection), known(sql, reach, labels)));
    }

    /** Removes labels where they exist. */
    public void remove(EditScope reach, Selection selection, List<RequestValue<Long>> labels) {
        log.edit(sql -> {
            List<Long> ids = known(sql, reach, labels);
            return remove(sql, selected(sql, reach, selection), marked.links.labelId.in(ids));
        });
    }

    /** Removes all labels. */
    public void clear(EditScope reach, Selection selection) {
        log.edit(sql -> remove(sql, selected(sql, reach, selection), noCondition()));
    }

    /** Replaces all labels by these. */
    public void set(EditScope reach, Selection selection, List<RequestValue<Long>> labels) {
        log.edit(sql -> {
            Condition selected = selected(sql, reach, selection);
            List<Long> ids = known(sql, reach, labels);
            remove(sql, selected, marked.links.labelId.notIn(ids));
            return add(sql, reach, selected, ids);
        });
    }

    private Condition selected(DSLContext sql, EditScope reach, Selection selection) {
        return marked.selected(sql, reach.projects(), selection);
    }

    /** Returns the ids of the labels, all of which the account must have. */
    private List<Long> known(DSLContext sql, EditScope reach, List<RequestValue<Long>> labels) {
        List<Long> ids = labels.stream().map(RequestValue::value).distinct().toList();
        Set<Long> known = sql.select(marked.labels.id)
                .from(marked.labels.table())
                .where(marked.labels.accountId.eq(reach.accountId()), marked.labels.id.in(ids))
                .fetchSet(marked.labels.id);
        for (RequestValue<Long> label : labels) {
            if (!known.contains(label.value())) {
                throw label.refused(ErrorCode.LABEL, "the id of a " + marked.noun + " label of this account");
            }
        }
        return ids;
    }

    private int add(DSLContext sql, EditScope reach, Condition selected, List<Long> labels) {
        LabelLinkTable links = marked.links;
        LabelRemovalTable removals = marked.removals;
        sql.deleteFrom(removals.table())
                .where(
                        removals.labelId.in(labels),
                        row(removals.projectId, removals.clientKey, removals.rowKey)
                                .in(selected(selected)))
                .execute();
        return sql.insertInto(links.table(), links.fields())
                .select(select(marked.projectId, marked.clientKey, marked.key, marked.labels.id)
                        .from(marked.rows.table())
                        .crossJoin(marked.labels.table())
                        .where(
                                selected,
                                marked.labels.accountId.eq(reach.accountId()),
                                marked.labels.id.in(labels),
                                notExists(selectOne()
                                        .from(links.table())
                                        .where(
                                                links.projectId.eq(marked.projectId),
                                                links.clientKey.eq(marked.clientKey),
                                                links.rowKey.eq(marked.key),
                                                links.labelId.eq(marked.labels.id)))))
                .execute();
    }

    private int remove(DSLContext sql, Condition selected, Condition labels) {
        LabelLinkTable links = marked.links;
        Field<Instant> now = val(clock.instant(), TableColumn.INSTANT);
        // Independent of the clocks, the removal must be later than all that was reported about the row.
        sql.insertInto(marked.removals.table(), marked.removals.fields())
                .select(select(
                                links.projectId,
                                links.clientKey,
                                links.rowKey,
                                links.labelId,
                                greatest(now, marked.lastSaid))
                        .from(links.table())
                        .join(marked.rows.table())
                        .on(
                                marked.projectId.eq(links.projectId),
                                marked.clientKey.eq(links.clientKey),
                                marked.key.eq(links.rowKey))
                        .where(labels, selected))
                .execute();
        return sql.deleteFrom(links.table())
                .where(
                        labels,
                        row(links.projectId, links.clientKey, links.rowKey).in(selected(selected)))
                .execute();
    }

    private Select<Record3<Long, Long, Long>> selected(Condition selected) {
        return select(marked.projectId, marked.clientKey, marked.key)
                .from(marked.rows.table())
                .where(selected);
    }
}
