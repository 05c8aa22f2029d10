// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.table.SmallTables.PROJECT;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static org.jooq.impl.DSL.noCondition;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.table.LabelLinkTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an account; their links to messages and sessions are in the conversation log. All changes go through
 * the log's writer, because reported messages name labels, and the deletion of a label deletes its links.
 *
 * <p>A list of changes is applied as a whole or, when one of them is {@link ApiException}, not at all. Names are unique: of
 * session labels in an account, of message labels in their group.
 */
public final class LabelCatalogue {
    private final Engine engine;
    private final ConversationLog log;

    public LabelCatalogue(Engine engine, ConversationLog log) {
        this.engine = engine;
        this.log = log;
    }

    /** A message label to create. */
    public record MessageLabelDraft(LabelDraft label, LabelGroupReference group) {}

    /**
     * A change of a message label.
     *
     * @param group null when it stays in its group
     */
    public record MessageLabelChange(
            LabelChange label, @Nullable LabelGroupReference group) {}

    // ---- Session labels

    /** Returns all session labels of an account, in display order. */
    public List<Label> sessionLabels(long accountId) {
        return engine.sql()
                .select(SESSION_LABEL.fields())
                .from(SESSION_LABEL.table())
                .where(SESSION_LABEL.accountId.eq(accountId))
                .orderBy(SESSION_LABEL.priority, SESSION_LABEL.id)
                .fetch(row -> new Label(
                        row.get(SESSION_LABEL.id), row.get(SESSION_LABEL.name), row.get(SESSION_LABEL.priority), null));
    }

    public Optional<Label> sessionLabel(long accountId, long id) {
        return sessionLabels(accountId).stream()
                .filter(label -> label.id() == id)
                .findFirst();
    }

    /** Adds a session label, displayed after the existing ones. */
    public Label addSessionLabel(long accountId, String name) {
        return addSessionLabel(accountId, new LabelDraft(new RequestValue<>("name", name), null));
    }

    public Label addSessionLabel(long accountId, LabelDraft draft) {
        return log.edit(sql -> {
            CatalogueRows rows = sessionLabels(sql, accountId);
            int priority = draft.priority() == null ? rows.last() : draft.priority();
            long id = rows.insert(draft.name().value(), priority);
            rows.requireAlone(id, draft.name().value(), draft.name(), noCondition());
            return new Label(id, draft.name().value(), priority, null);
        });
    }

    public void changeSessionLabels(long accountId, List<LabelChange> changes) {
        log.edit(sql -> {
            changeNamesOfAccount(sessionLabels(sql, accountId), changes);
            return changes;
        });
    }

    /** Removes a session label, also from all sessions. */
    public void removeSessionLabel(long accountId, RequestValue<Long> id) {
        log.edit(sql -> {
            sessionLabels(sql, accountId).delete(id);
            return removeLabelLinks(sql, accountId, SESSION_LABEL_LINK, List.of(id.value()));
        });
    }

    // ---- Message labels

    /** Returns all message labels of an account, group by group, in display order. */
    public List<Label> messageLabels(long accountId) {
        return messageLabels(engine.sql(), MESSAGE_LABEL.accountId.eq(accountId));
    }

    public Optional<Label> messageLabel(long accountId, long id) {
        return messageLabels(engine.sql(), MESSAGE_LABEL.accountId.eq(accountId).and(MESSAGE_LABEL.id.eq(id))).stream()
                .findFirst();
    }

    private static List<Label> messageLabels(DSLContext sql, Condition condition) {
        return sql.select(
                        MESSAGE_LABEL.id,
                        MESSAGE_LABEL.name,
                        MESSAGE_LABEL.priority,
                        MESSAGE_LABEL_GROUP.id,
                        MESSAGE_LABEL_GROUP.name,
                        MESSAGE_LABEL_GROUP.priority)
                .from(MESSAGE_LABEL.table())
                .join(MESSAGE_LABEL_GROUP.table())
                .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId))
                .where(condition)
                .orderBy(MESSAGE_LABEL_GROUP.priority, MESSAGE_LABEL_GROUP.id, MESSAGE_LABEL.priority, MESSAGE_LABEL.id)
                .fetch(row -> new Label(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new Label.Group(row.value4(), row.value5(), row.value6())));
    }

    /** Adds a message label to the group of that name, which is created if it does not exist. */
    public Label addMessageLabel(long accountId, String groupName, String name) {
        LabelDraft draft = new LabelDraft(new RequestValue<>("name", name), null);
        LabelGroupReference group = new LabelGroupReference.ByName(groupName, null);
        return addMessageLabels(accountId, List.of(new MessageLabelDraft(draft, group)))
                .getFirst();
    }

    /** Adds message labels, and the groups that do not exist yet. */
    public List<Label> addMessageLabels(long accountId, List<MessageLabelDraft> drafts) {
        return log.edit(sql -> {
            CatalogueRows rows = messageLabels(sql, accountId);
            List<Label> labels = new ArrayList<>();
            for (MessageLabelDraft draft : drafts) {
                long group = group(sql, accountId, draft.group());
                RequestValue<String> name = draft.label().name();
                Integer given = draft.label().priority();
                int priority = given == null ? rows.last(MESSAGE_LABEL.groupId.eq(group)) : given;
                long id = sql.nextval(ID);
                sql.insertInto(MESSAGE_LABEL.table())
                        .columns(
                                MESSAGE_LABEL.id,
                                MESSAGE_LABEL.accountId,
                                MESSAGE_LABEL.groupId,
                                MESSAGE_LABEL.name,
                                MESSAGE_LABEL.priority)
                        .values(id, accountId, group, name.value(), priority)
                        .execute();
                rows.requireAlone(id, name.value(), name, MESSAGE_LABEL.groupId.eq(group));
                labels.addAll(messageLabels(sql, MESSAGE_LABEL.id.eq(id)));
            }
            return labels;
        });
    }

    public void changeMessageLabels(long accountId, List<MessageLabelChange> changes) {
        log.edit(sql -> {
            CatalogueRows rows = messageLabels(sql, accountId);
            for (MessageLabelChange change : changes) {
                rows.change(change.label());
                LabelGroupReference choice = change.group();
                if (choice != null) {
                    sql.update(MESSAGE_LABEL.table())
                            .set(MESSAGE_LABEL.groupId, group(sql, accountId, choice))
                            .where(MESSAGE_LABEL.id.eq(change.label().id().value()))
                            .execute();
                }
            }
            // Checked after all changes, because labels may exchange their names in one list.
            for (MessageLabelChange change : changes) {
                long id = change.label().id().value();
                sql.select(MESSAGE_LABEL.name, MESSAGE_LABEL.groupId)
                        .from(MESSAGE_LABEL.table())
                        .where(MESSAGE_LABEL.id.eq(id))
                        .fetch()
                        .forEach(now -> rows.requireAlone(
                                id, now.value1(), change.label().nameOrId(), MESSAGE_LABEL.groupId.eq(now.value2())));
            }
            return changes;
        });
    }

    /** Removes a message label, also from all messages. */
    public void removeMessageLabel(long accountId, RequestValue<Long> id) {
        log.edit(sql -> {
            messageLabels(sql, accountId).delete(id);
            return removeLabelLinks(sql, accountId, MESSAGE_LABEL_LINK, List.of(id.value()));
        });
    }

    // ---- Groups of message labels

    /** Returns all groups of an account, in display order. */
    public List<Label.Group> groups(long accountId) {
        return engine.sql()
                .select(MESSAGE_LABEL_GROUP.fields())
                .from(MESSAGE_LABEL_GROUP.table())
                .where(MESSAGE_LABEL_GROUP.accountId.eq(accountId))
                .orderBy(MESSAGE_LABEL_GROUP.priority, MESSAGE_LABEL_GROUP.id)
                .fetch(row -> new Label.Group(
                        row.get(MESSAGE_LABEL_GROUP.id),
                        row.get(MESSAGE_LABEL_GROUP.name),
                        row.get(MESSAGE_LABEL_GROUP.priority)));
    }

    public Optional<Label.Group> group(long accountId, long id) {
        return groups(accountId).stream().filter(group -> group.id() == id).findFirst();
    }

    public Label.Group addGroup(long accountId, LabelDraft draft) {
        return log.edit(sql -> {
            CatalogueRows rows = groups(sql, accountId);
            int priority = draft.priority() == null ? rows.last() : draft.priority();
            long id = rows.insert(draft.name().value(), priority);
            rows.requireAlone(id, draft.name().value(), draft.name(), noCondition());
            return new Label.Group(id, draft.name().value(), priority);
        });
    }

    public void changeGroups(long accountId, List<LabelChange> changes) {
        log.edit(sql -> {
            changeNamesOfAccount(groups(sql, accountId), changes);
            return changes;
        });
    }

    /** Removes a group with its labels, also from all messages. */
    public void removeGroup(long accountId, RequestValue<Long> id) {
        log.edit(sql -> {
            groups(sql, accountId).delete(id);
            List<Long> labels = sql.select(MESSAGE_LABEL.id)
                    .from(MESSAGE_LABEL.table())
                    .where(MESSAGE_LABEL.groupId.eq(id.value()))
                    .fetch(MESSAGE_LABEL.id);
            sql.deleteFrom(MESSAGE_LABEL.table())
                    .where(MESSAGE_LABEL.groupId.eq(id.value()))
                    .execute();
            return removeLabelLinks(sql, accountId, MESSAGE_LABEL_LINK, labels);
        });
    }

    private static long group(DSLContext sql, long accountId, LabelGroupReference choice) {
        CatalogueRows rows = groups(sql, accountId);
        return switch (choice) {
            case LabelGroupReference.ById byId -> {
                rows.require(byId.id());
                yield byId.id().value();
            }
            case LabelGroupReference.ByName byName -> {
                Integer priority = byName.priority();
                yield rows.named(byName.name(), noCondition())
                        .orElseGet(() -> rows.insert(byName.name(), priority == null ? rows.last() : priority));
            }
        };
    }

    // ---- Rows

    private static void changeNamesOfAccount(CatalogueRows rows, List<LabelChange> changes) {
        changes.forEach(rows::change);
        // Checked after all changes, because two rows may exchange their names in one list.
        for (LabelChange change : changes) {
            RequestValue<String> name = change.name();
            if (name != null) {
                rows.requireAlone(change.id().value(), name.value(), name, noCondition());
            }
        }
    }

    private static int removeLabelLinks(DSLContext sql, long accountId, LabelLinkTable links, Collection<Long> labels) {
        List<Long> projects = sql.select(PROJECT.id)
                .from(PROJECT.table())
                .where(PROJECT.accountId.eq(accountId))
                .fetch(PROJECT.id);
        return sql.deleteFrom(links.table())
                .where(links.projectId.in(projects), links.labelId.in(labels))
                .execute();
    }

    private static CatalogueRows sessionLabels(DSLContext sql, long accountId) {
        return new CatalogueRows(sql, SESSION_LABEL, accountId, ErrorCode.LABEL, "session label", "session label");
    }

    private static CatalogueRows messageLabels(DSLContext sql, long accountId) {
        return new CatalogueRows(sql, MESSAGE_LABEL, accountId, ErrorCode.LABEL, "message label", "label of its group");
    }

    private static CatalogueRows groups(DSLContext sql, long accountId) {
        return new CatalogueRows(
                sql, MESSAGE_LABEL_GROUP, accountId, ErrorCode.LABEL_GROUP, "group of message labels", "group");
    }
}
