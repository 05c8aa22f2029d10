package io.parley.store.write;

import static io.parley.store.rows.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.rows.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.rows.SmallTables.MESSAGE_LABEL;
import static io.parley.store.rows.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.rows.SmallTables.PROJECT;
import static io.parley.store.rows.SmallTables.SESSION_LABEL;

import io.parley.core.log.Analytics.MessageLabelName;
import io.parley.store.engine.Engine;
import io.parley.store.rows.LabelLink;
import io.parley.store.rows.LabelLinkTable;
import io.parley.store.rows.RowKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Labels that scripts gave by name. A name that the account's catalogue lacks takes no effect (help pages), so it does not create a
 * label; one that several groups have, without a group, means all of them.
 */
final class LabelMarks {
    private final Engine engine;
    private final DSLContext sql;

    LabelMarks(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /**
     * Marks sessions and messages with what new records name.
     *
     * @param accepted the new records
     * @param winners the messages as they are in the log now, by key; a bot without sessions learns its sessions from them
     */
    void mark(Collection<Incoming> accepted, Map<Long, Incoming> winners) {
        markSessions(accepted.stream()
                .filter(m -> !m.row().turn().analytics().sessionLabels().isEmpty())
                .map(m -> m.hasSession() ? m : winners.getOrDefault(m.row().messageKey(), m))
                .filter(Incoming::hasSession)
                .toList());
        markMessages(accepted.stream()
                .filter(m -> !m.row().turn().analytics().messageLabels().isEmpty())
                .toList());
    }

    /**
     * Lets labels follow the messages of sessions that were cut anew.
     *
     * @param recut sessions, by key, with those that their messages went to
     * @param remaining the touched sessions that still have messages
     */
    void follow(Map<Long, Set<Long>> recut, Set<Long> remaining) {
        if (recut.isEmpty()) {
            return;
        }
        List<LabelLink> links = sql.select(SESSION_LABEL_LINK.fields())
                .from(SESSION_LABEL_LINK.table())
                .where(RowKeys.in(SESSION_LABEL_LINK.rowKey, recut.keySet()))
                .fetch(SESSION_LABEL_LINK::read);
        link(
                SESSION_LABEL_LINK,
                links.stream()
                        .flatMap(link -> RowKeys.found(recut, link.rowKey()).stream()
                                .map(session ->
                                        new LabelLink(link.projectId(), link.clientKey(), session, link.labelId())))
                        .toList());
        sql.deleteFrom(SESSION_LABEL_LINK.table())
                .where(RowKeys.in(
                        SESSION_LABEL_LINK.rowKey,
                        recut.keySet().stream().filter(key -> !remaining.contains(key)).toList()))
                .execute();
    }

    private void markSessions(List<Incoming> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Result<? extends Record> labels = sql.select(PROJECT.id, SESSION_LABEL.id, SESSION_LABEL.name)
                .from(SESSION_LABEL.table())
                .join(PROJECT.table())
                .on(PROJECT.accountId.eq(SESSION_LABEL.accountId))
                .fetch();
        List<LabelLink> links = new ArrayList<>();
        for (Incoming message : messages) {
            for (String name : message.row().turn().analytics().sessionLabels()) {
                labels.stream()
                        .filter(label -> label.get(PROJECT.id) == message.row().projectId()
                                && label.get(SESSION_LABEL.name).equals(name))
                        .forEach(label -> links.add(new LabelLink(
                                message.row().projectId(),
                                message.row().clientKey(),
                                message.row().sessionKey(),
                                label.get(SESSION_LABEL.id))));
            }
        }
        link(SESSION_LABEL_LINK, links);
    }

    private void markMessages(List<Incoming> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Result<? extends Record> labels = sql.select(
                        PROJECT.id, MESSAGE_LABEL.id, MESSAGE_LABEL.name, MESSAGE_LABEL_GROUP.name)
                .from(MESSAGE_LABEL.table())
                .join(MESSAGE_LABEL_GROUP.table())
                .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId))
                .join(PROJECT.table())
                .on(PROJECT.accountId.eq(MESSAGE_LABEL.accountId))
                .fetch();
        List<LabelLink> links = new ArrayList<>();
        for (Incoming message : messages) {
            for (MessageLabelName name : message.row().turn().analytics().messageLabels()) {
                labels.stream()
                        .filter(label -> label.get(PROJECT.id) == message.row().projectId()
                                && label.get(MESSAGE_LABEL.name).equals(name.label())
                                && (name.group() == null
                                        || label.get(MESSAGE_LABEL_GROUP.name).equals(name.group())))
                        .forEach(label -> links.add(new LabelLink(
                                message.row().projectId(),
                                message.row().clientKey(),
                                message.row().messageKey(),
                                label.get(MESSAGE_LABEL.id))));
            }
        }
        link(MESSAGE_LABEL_LINK, links);
    }

    private void link(LabelLinkTable table, List<LabelLink> links) {
        Set<LabelLink> fresh = new LinkedHashSet<>(links);
        if (fresh.isEmpty()) {
            return;
        }
        fresh.removeAll(sql.select(table.fields())
                .from(table.table())
                .where(RowKeys.in(
                        table.rowKey, links.stream().map(LabelLink::rowKey).toList()))
                .fetch(table::read));
        Appending.append(engine, sql, table, fresh);
    }
}
