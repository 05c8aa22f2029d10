// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.LabelRemovalTable.MESSAGE_LABEL_REMOVAL;
import static io.parley.store.table.LabelRemovalTable.SESSION_LABEL_REMOVAL;
import static io.parley.store.table.SessionOutcomeTable.SESSION_ACTION;
import static io.parley.store.table.SessionOutcomeTable.SESSION_TOPIC;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.table.SmallTables.PROJECT;
import static io.parley.store.table.SmallTables.SESSION_LABEL;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import io.parley.core.log.MessageRow;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.Engine;
import io.parley.store.table.LabelLink;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.LabelRemoval;
import io.parley.store.table.LabelRemovalTable;
import io.parley.store.table.RequiredRow;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import io.parley.store.table.RowTable;
import io.parley.store.table.SessionOutcome;
import io.parley.store.table.SessionOutcomeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * The labels, topics and actions that scripts name. A label that is not in the account's catalogue is ignored (help
 * pages), and not created. A name without a group that is in several groups selects all of them.
 */
final class ScriptedAnnotationWriter {
    private final Engine engine;
    private final DSLContext sql;

    ScriptedAnnotationWriter(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    /**
     * Labels sessions and messages according to new records.
     *
     * @param accepted the new records
     * @param winners the messages as they are in the log now, by key; they contain the derived sessions of bots that
     *     name none
     */
    void mark(Collection<IncomingMessage> accepted, Map<RowKey, IncomingMessage> winners) {
        List<IncomingMessage> inSessions = accepted.stream()
                .filter(m -> !m.row().turn().analytics().equals(Analytics.NONE))
                .map(m -> m.hasSession() ? m : winners.getOrDefault(RowKey.of(m.row()), m))
                .filter(IncomingMessage::hasSession)
                .toList();
        markSessions(inSessions.stream()
                .filter(m -> !m.row().turn().analytics().sessionLabels().isEmpty())
                .toList());
        note(SESSION_TOPIC, inSessions, Analytics::sessionTopics);
        note(SESSION_ACTION, inSessions, Analytics::scenarioActions);
        markMessages(accepted.stream()
                .filter(m -> !m.row().turn().analytics().messageLabels().isEmpty())
                .toList());
    }

    /**
     * Moves labels with the messages of sessions that were cut again.
     *
     * @param recut keys of sessions, with those of the sessions that their messages moved to
     * @param remaining the touched sessions that still have messages
     */
    void follow(Map<RowKey, Set<Long>> recut, Set<RowKey> remaining) {
        if (recut.isEmpty()) {
            return;
        }
        follow(
                SESSION_LABEL_LINK,
                SESSION_LABEL_LINK.rowKey,
                recut,
                remaining,
                ScriptedAnnotationWriter::key,
                (link, session) -> new LabelLink(link.projectId(), link.clientKey(), session, link.labelId()));
        follow(
                SESSION_LABEL_REMOVAL,
                SESSION_LABEL_REMOVAL.rowKey,
                recut,
                remaining,
                removal -> new RowKey(removal.projectId(), removal.rowKey()),
                (removal, session) -> new LabelRemoval(
                        removal.projectId(), removal.clientKey(), session, removal.labelId(), removal.at()));
        for (SessionOutcomeTable marks : List.of(SESSION_TOPIC, SESSION_ACTION)) {
            follow(
                    marks,
                    marks.sessionKey,
                    recut,
                    remaining,
                    ScriptedAnnotationWriter::key,
                    (mark, session) -> new SessionOutcome(mark.projectId(), mark.clientKey(), session, mark.name()));
        }
    }

    private <R> void follow(
            RowTable<R> table,
            Field<Long> keyField,
            Map<RowKey, Set<Long>> recut,
            Set<RowKey> remaining,
            Function<R, RowKey> key,
            BiFunction<R, Long, R> in) {
        List<R> links = sql.select(table.fields())
                .from(table.table())
                .where(RowKey.isOneOf(engine, table, keyField, recut.keySet()))
                .fetch(table::read);
        link(
                table,
                keyField,
                links.stream()
                        .flatMap(link -> RequiredRow.found(recut, key.apply(link)).stream()
                                .map(session -> in.apply(link, session)))
                        .toList(),
                key,
                DSL.noCondition());
        sql.deleteFrom(table.table())
                .where(RowKey.isOneOf(
                        engine,
                        table,
                        keyField,
                        recut.keySet().stream()
                                .filter(gone -> !remaining.contains(gone))
                                .toList()))
                .execute();
    }

    /** Adds topics or actions that scripts named; they need no catalogue. */
    private void note(
            SessionOutcomeTable table, List<IncomingMessage> messages, Function<Analytics, List<String>> names) {
        List<SessionOutcome> marks = new ArrayList<>();
        for (IncomingMessage message : messages) {
            for (String name : names.apply(message.row().turn().analytics())) {
                marks.add(new SessionOutcome(
                        message.row().projectId(),
                        message.row().clientKey(),
                        message.row().sessionKey(),
                        name));
            }
        }
        // A session may have any number of others.
        Condition named = RowReader.mayBe(table.markName, marks.stream().map(SessionOutcome::name));
        link(table, table.sessionKey, marks, ScriptedAnnotationWriter::key, named);
    }

    private void markSessions(List<IncomingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Map<Name, List<Long>> labels = sql.select(PROJECT.id, SESSION_LABEL.id, SESSION_LABEL.name)
                .from(SESSION_LABEL.table())
                .join(PROJECT.table())
                .on(PROJECT.accountId.eq(SESSION_LABEL.accountId))
                .where(PROJECT.id.in(projects(messages)))
                .fetchGroups(
                        row -> new Name(row.get(PROJECT.id), row.get(SESSION_LABEL.name)),
                        row -> row.get(SESSION_LABEL.id));
        Map<LabelLink, Instant> links = new LinkedHashMap<>();
        for (IncomingMessage message : messages) {
            MessageRow row = message.row();
            for (String name : row.turn().analytics().sessionLabels()) {
                labels.getOrDefault(new Name(row.projectId(), name), List.of())
                        .forEach(label -> said(links, message, row.sessionKey(), label));
            }
        }
        link(SESSION_LABEL_LINK, SESSION_LABEL_REMOVAL, links);
    }

    private void markMessages(List<IncomingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Map<Name, Result<Record4<Long, Long, String, String>>> labels = sql.select(
                        PROJECT.id, MESSAGE_LABEL.id, MESSAGE_LABEL.name, MESSAGE_LABEL_GROUP.name)
                .from(MESSAGE_LABEL.table())
                .join(MESSAGE_LABEL_GROUP.table())
                .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId))
                .join(PROJECT.table())
                .on(PROJECT.accountId.eq(MESSAGE_LABEL.accountId))
                .where(PROJECT.id.in(projects(messages)))
                .fetchGroups(row -> new Name(row.get(PROJECT.id), row.get(MESSAGE_LABEL.name)));
        Map<LabelLink, Instant> links = new LinkedHashMap<>();
        for (IncomingMessage message : messages) {
            MessageRow row = message.row();
            for (MessageLabelName name : row.turn().analytics().messageLabels()) {
                Result<Record4<Long, Long, String, String>> named = labels.get(new Name(row.projectId(), name.label()));
                if (named != null) {
                    named.stream()
                            .filter(label -> name.group() == null
                                    || TextNormalizer.canonical(label.get(MESSAGE_LABEL_GROUP.name))
                                            .equals(TextNormalizer.canonical(name.group())))
                            .forEach(label -> said(links, message, row.messageKey(), label.get(MESSAGE_LABEL.id)));
                }
            }
        }
        link(MESSAGE_LABEL_LINK, MESSAGE_LABEL_REMOVAL, links);
    }

    /** Records that a message names a label; of several such messages, the last one applies. */
    private static void said(Map<LabelLink, Instant> links, IncomingMessage message, long rowKey, long label) {
        links.merge(
                new LabelLink(message.row().projectId(), message.row().clientKey(), rowKey, label),
                message.row().turn().time(),
                (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Adds labels, except those with a manual removal after the message. */
    private void link(LabelLinkTable table, LabelRemovalTable removals, Map<LabelLink, Instant> links) {
        if (!links.isEmpty()) {
            sql.select(removals.fields())
                    .from(removals.table())
                    .where(RowKey.isOneOf(
                            engine,
                            removals,
                            removals.rowKey,
                            links.keySet().stream()
                                    .map(ScriptedAnnotationWriter::key)
                                    .toList()))
                    .fetch(removals::read)
                    .forEach(removal -> links.computeIfPresent(
                            new LabelLink(
                                    removal.projectId(), removal.clientKey(), removal.rowKey(), removal.labelId()),
                            (link, saidAt) -> saidAt.isAfter(removal.at()) ? saidAt : null));
        }
        link(table, table.rowKey, List.copyOf(links.keySet()), ScriptedAnnotationWriter::key, DSL.noCondition());
    }

    private static RowKey key(LabelLink link) {
        return new RowKey(link.projectId(), link.rowKey());
    }

    private static RowKey key(SessionOutcome mark) {
        return new RowKey(mark.projectId(), mark.sessionKey());
    }

    /** What a label is called in a project, in the form in which names are compared. */
    private record Name(long projectId, String name) {
        Name {
            name = TextNormalizer.canonical(name);
        }
    }

    private static Set<Long> projects(List<IncomingMessage> messages) {
        return messages.stream().map(m -> m.row().projectId()).collect(Collectors.toSet());
    }

    /** Adds the links that do not exist yet; the condition limits the rows among which they are looked up. */
    private <R> void link(
            RowTable<R> table, Field<Long> keyField, List<R> links, Function<R, RowKey> key, Condition among) {
        Set<R> fresh = new LinkedHashSet<>(links);
        if (fresh.isEmpty()) {
            return;
        }
        fresh.removeAll(sql.select(table.fields())
                .from(table.table())
                .where(
                        RowKey.isOneOf(
                                engine, table, keyField, links.stream().map(key).toList()),
                        among)
                .fetch(table::read));
        BulkInsert.append(engine, sql, table, fresh);
    }
}
