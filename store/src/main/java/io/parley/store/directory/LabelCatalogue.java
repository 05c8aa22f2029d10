package io.parley.store.directory;

import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.MESSAGE_LABEL;
import static io.parley.store.rows.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.rows.SmallTables.SESSION_LABEL;

import io.parley.store.engine.Engine;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The labels that an account has; what they mark is in the conversation log. */
public final class LabelCatalogue {
    private final Engine engine;

    public LabelCatalogue(Engine engine) {
        this.engine = engine;
    }

    /** All session labels of an account, in order of display. */
    public List<Label> sessionLabels(long accountId) {
        return engine.sql()
                .select(SESSION_LABEL.fields())
                .from(SESSION_LABEL.table())
                .where(SESSION_LABEL.accountId.eq(accountId))
                .orderBy(SESSION_LABEL.priority, SESSION_LABEL.id)
                .fetch(row -> new Label(
                        row.get(SESSION_LABEL.id), row.get(SESSION_LABEL.name), row.get(SESSION_LABEL.priority), null));
    }

    /** All message labels of an account, group by group, in order of display. */
    public List<Label> messageLabels(long accountId) {
        return engine.sql()
                .select(MESSAGE_LABEL.fields())
                .select(MESSAGE_LABEL_GROUP.fields())
                .from(MESSAGE_LABEL.table())
                .join(MESSAGE_LABEL_GROUP.table())
                .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId))
                .where(MESSAGE_LABEL.accountId.eq(accountId))
                .orderBy(MESSAGE_LABEL_GROUP.priority, MESSAGE_LABEL_GROUP.id, MESSAGE_LABEL.priority, MESSAGE_LABEL.id)
                .fetch(row -> new Label(
                        row.get(MESSAGE_LABEL.id),
                        row.get(MESSAGE_LABEL.name),
                        row.get(MESSAGE_LABEL.priority),
                        new Label.Group(
                                row.get(MESSAGE_LABEL_GROUP.id),
                                row.get(MESSAGE_LABEL_GROUP.name),
                                row.get(MESSAGE_LABEL_GROUP.priority))));
    }

    /** A new session label, shown after those that are there. */
    public Label addSessionLabel(long accountId, String name) {
        return engine.change(sql -> {
            int priority = sql.fetchCount(SESSION_LABEL.table(), SESSION_LABEL.accountId.eq(accountId));
            Label label = new Label(sql.nextval(ID), name, priority, null);
            sql.insertInto(SESSION_LABEL.table())
                    .columns(SESSION_LABEL.id, SESSION_LABEL.accountId, SESSION_LABEL.name, SESSION_LABEL.priority)
                    .values(label.id(), accountId, name, priority)
                    .execute();
            return label;
        });
    }

    /** A new message label in the group of that name, which is made when there is none. */
    public Label addMessageLabel(long accountId, String groupName, String name) {
        return engine.change(sql -> {
            Label.Group group = group(sql, accountId, groupName);
            int priority = sql.fetchCount(MESSAGE_LABEL.table(), MESSAGE_LABEL.groupId.eq(group.id()));
            Label label = new Label(sql.nextval(ID), name, priority, group);
            sql.insertInto(MESSAGE_LABEL.table())
                    .columns(
                            MESSAGE_LABEL.id,
                            MESSAGE_LABEL.accountId,
                            MESSAGE_LABEL.groupId,
                            MESSAGE_LABEL.name,
                            MESSAGE_LABEL.priority)
                    .values(label.id(), accountId, group.id(), name, priority)
                    .execute();
            return label;
        });
    }

    private static Label.Group group(DSLContext sql, long accountId, String name) {
        Optional<Label.Group> known = sql.select(MESSAGE_LABEL_GROUP.fields())
                .from(MESSAGE_LABEL_GROUP.table())
                .where(MESSAGE_LABEL_GROUP.accountId.eq(accountId), MESSAGE_LABEL_GROUP.name.eq(name))
                .fetchOptional(row -> new Label.Group(
                        row.get(MESSAGE_LABEL_GROUP.id), name, row.get(MESSAGE_LABEL_GROUP.priority)));
        return known.orElseGet(() -> {
            int priority = sql.fetchCount(MESSAGE_LABEL_GROUP.table(), MESSAGE_LABEL_GROUP.accountId.eq(accountId));
            Label.Group group = new Label.Group(sql.nextval(ID), name, priority);
            sql.insertInto(MESSAGE_LABEL_GROUP.table())
                    .columns(
                            MESSAGE_LABEL_GROUP.id,
                            MESSAGE_LABEL_GROUP.accountId,
                            MESSAGE_LABEL_GROUP.name,
                            MESSAGE_LABEL_GROUP.priority)
                    .values(group.id(), accountId, name, priority)
                    .execute();
            return group;
        });
    }
}
