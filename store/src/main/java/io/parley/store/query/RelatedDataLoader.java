// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static io.parley.store.table.TransferTable.TRANSFER;

import io.parley.core.log.ClientNames;
import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.SessionRow;
import io.parley.store.engine.Engine;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.label.Label;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.RequiredRow;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The loader of rows related to one page: sessions, clients, labels, data, statuses. It makes a fixed number of
 * look-ups by key, independent of the size of the page.
 */
final class RelatedDataLoader {
    private final Engine engine;
    private final DSLContext sql;
    private final RowReader rows;
    private final MessageStatusLoader statuses;

    /** @param statusWeeks Bloom filter that allows to skip queries for statuses */
    RelatedDataLoader(Engine engine, DSLContext sql, StatusWeekBloomFilter statusWeekFilter) {
        this.engine = engine;
        this.sql = sql;
        this.rows = new RowReader(engine, sql);
        this.statuses = new MessageStatusLoader(engine, sql, statusWeekFilter);
    }

    List<SessionView> ofSessions(List<SessionRow> sessions) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        Map<RowKey, ClientNames> names =
                names(sessions.stream().map(RowKey::clientOf).toList());
        List<RowKey> keys = sessions.stream().map(RowKey::of).toList();
        Map<RowKey, List<Label>> labels = sessionLabels(keys);
        Set<RowKey> transferred = transferred(keys);
        Map<RowKey, Map<String, String>> data = sessionData(keys);
        return sessions.stream()
                .map(session -> new SessionView(
                        session,
                        RequiredRow.found(names, RowKey.clientOf(session)),
                        labels.getOrDefault(RowKey.of(session), List.of()),
                        session.transferReply() || transferred.contains(RowKey.of(session)),
                        data.getOrDefault(RowKey.of(session), Map.of())))
                .toList();
    }

    List<MessageView> ofMessages(List<MessageRow> messages) {
        return messages.isEmpty() ? List.of() : ofMessages(messages, ofSessions(sessions(messages)));
    }

    /**
     * Loads the rows related to messages of known sessions.
     *
     * @param known the sessions of all the messages
     */
    List<MessageView> ofMessages(List<MessageRow> messages, List<SessionView> known) {
        if (messages.isEmpty()) {
            return List.of();
        }
        Map<RowKey, SessionView> sessions =
                known.stream().collect(Collectors.toMap(view -> RowKey.of(view.session()), view -> view));
        Map<RowKey, List<Label>> labels =
                messageLabels(messages.stream().map(RowKey::of).toList());
        List<@Nullable MessageStatus> shown = statuses.shown(messages.stream()
                .map(message -> of(
                        message,
                        RequiredRow.found(sessions, RowKey.sessionOf(message)).session()))
                .toList());
        List<MessageView> views = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            MessageRow message = messages.get(i);
            views.add(new MessageView(
                    message,
                    RequiredRow.found(sessions, RowKey.sessionOf(message)),
                    labels.getOrDefault(RowKey.of(message), List.of()),
                    shown.get(i)));
        }
        return views;
    }

    private static MessageStatusLoader.Of of(MessageRow message, SessionRow session) {
        return new MessageStatusLoader.Of(
                message.projectId(), message.turn().questionId(), session.botId(), session.channelType());
    }

    /** @param messages one at least */
    private List<SessionRow> sessions(Collection<MessageRow> messages) {
        return rows.withKeys(
                SESSION,
                SESSION.sessionKey,
                messages.stream().map(RowKey::sessionOf).distinct().toList(),
                SessionTimePruning.ofSessions(messages));
    }

    /** Returns the names of clients; clients without a message are left out. */
    private Map<RowKey, ClientNames> names(Collection<RowKey> clientKeys) {
        return rows.withKeys(CLIENT, CLIENT.namesWithKey(), CLIENT.clientKey, clientKeys).stream()
                .collect(Collectors.toMap(
                        row -> new RowKey(row.get(CLIENT.projectId), row.get(CLIENT.clientKey)), CLIENT::names));
    }

    private Set<RowKey> transferred(Collection<RowKey> sessionKeys) {
        return sql.selectDistinct(TRANSFER.projectId, TRANSFER.sessionKey)
                .from(TRANSFER.table())
                .where(RowKey.isOneOf(engine, TRANSFER, TRANSFER.sessionKey, sessionKeys))
                .fetchSet(row -> new RowKey(row.value1(), row.value2()));
    }

    private Map<RowKey, List<Label>> sessionLabels(Collection<RowKey> sessionKeys) {
        return labels(
                SESSION_LABEL_LINK,
                sessionKeys,
                ids -> sql.select(SESSION_LABEL.id, SESSION_LABEL.name, SESSION_LABEL.priority)
                        .from(SESSION_LABEL.table())
                        .where(SESSION_LABEL.id.in(ids))
                        .fetch(row -> new Label(row.value1(), row.value2(), row.value3(), null)));
    }

    private Map<RowKey, List<Label>> messageLabels(Collection<RowKey> messageKeys) {
        return labels(
                MESSAGE_LABEL_LINK,
                messageKeys,
                ids -> sql.select(
                                MESSAGE_LABEL.id,
                                MESSAGE_LABEL.name,
                                MESSAGE_LABEL.priority,
                                MESSAGE_LABEL_GROUP.id,
                                MESSAGE_LABEL_GROUP.name,
                                MESSAGE_LABEL_GROUP.priority)
                        .from(MESSAGE_LABEL.table())
                        .join(MESSAGE_LABEL_GROUP.table())
                        .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId))
                        .where(MESSAGE_LABEL.id.in(ids))
                        .fetch(row -> new Label(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                new Label.Group(row.value4(), row.value5(), row.value6()))));
    }

    /**
     * Returns the labels of rows, in display order. Most pages have none, so that the catalogue is read only when
     * needed.
     *
     * @param catalogue the labels of some ids
     */
    private Map<RowKey, List<Label>> labels(
            LabelLinkTable links, Collection<RowKey> rowKeys, Function<Collection<Long>, List<Label>> catalogue) {
        Map<RowKey, List<Long>> found = sql.select(links.projectId, links.rowKey, links.labelId)
                .from(links.table())
                .where(RowKey.isOneOf(engine, links, links.rowKey, rowKeys))
                .fetchGroups(row -> new RowKey(row.value1(), row.value2()), row -> row.value3());
        if (found.isEmpty()) {
            return Map.of();
        }
        Map<Long, Label> labels =
                catalogue
                        .apply(found.values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Label::id, label -> label));
        Map<RowKey, List<Label>> ofRows = new HashMap<>();
        found.forEach((row, ids) -> ofRows.put(
                // A label may be deleted in between.
                row,
                ids.stream()
                        .map(labels::get)
                        .filter(Objects::nonNull)
                        .sorted(Label.DISPLAY_ORDER)
                        .toList()));
        return ofRows;
    }

    private Map<RowKey, Map<String, String>> sessionData(Collection<RowKey> sessionKeys) {
        Map<RowKey, Map<String, String>> data = new HashMap<>();
        rows.withKeys(SESSION_DATA, SESSION_DATA.sessionKey, sessionKeys).stream()
                .sorted(Comparator.comparing(datum -> datum.header()))
                .forEach(datum -> data.computeIfAbsent(
                                new RowKey(datum.projectId(), datum.sessionKey()), key -> new LinkedHashMap<>())
                        .put(datum.header(), datum.value().value()));
        return data;
    }
}
