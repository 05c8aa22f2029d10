// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelRemovalTable.MESSAGE_LABEL_REMOVAL;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.CHANNEL;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.Scope;
import io.parley.core.log.Pseudonyms;
import io.parley.store.engine.Engine;
import io.parley.store.query.FilterSql;
import io.parley.store.table.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Messages as rows that can have labels. */
final class MessageLabelTarget extends LabelTarget {
    MessageLabelTarget(Engine engine) {
        super(
                engine,
                MESSAGE,
                MESSAGE.projectId,
                MESSAGE.clientKey,
                MESSAGE.messageKey,
                MESSAGE.questionId,
                MESSAGE.time,
                MESSAGE_LABEL,
                MESSAGE_LABEL_LINK,
                MESSAGE_LABEL_REMOVAL,
                MESSAGE.time,
                ErrorCode.MESSAGE,
                "message");
    }

    @Override
    Condition wanted(Set<Long> projects, Selection.Wanted selection) {
        return filters.messages(projects, selection.filters());
    }

    /** By key, which is found more quickly than an id: whichever bot a message is of, its key is one of these. What has the key may be of another. */
    @Override
    Condition named(DSLContext sql, Set<Long> projects, Selection.Named selection) {
        List<RowKey> keys = new ArrayList<>();
        selection
                .ids()
                .forEach(id -> Pseudonyms.key(id.value())
                        .ifPresent(key -> projects.forEach(project -> keys.add(new RowKey(project, key)))));
        sql.select(CHANNEL.projectId, CHANNEL.botId)
                .from(CHANNEL.table())
                .where(
                        CHANNEL.projectId.in(projects),
                        selection.botId() == null ? noCondition() : CHANNEL.botId.eq(selection.botId()))
                .fetch()
                .forEach(channel -> selection
                        .ids()
                        .forEach(id -> keys.add(new RowKey(
                                channel.value1(),
                                engine.keys().message(channel.value1(), channel.value2(), id.value())))));
        return RowKey.isOneOf(engine, MESSAGE, MESSAGE.messageKey, keys)
                .and(MESSAGE.questionId.in(selection.ids().stream()
                        .map(RequestValue::value)
                        .distinct()
                        .toList()))
                .and(
                        selection.sessionId() == null && selection.botId() == null
                                ? noCondition()
                                : exists(selectOne()
                                        .from(SESSION.table())
                                        .where(
                                                FilterSql.linkedTo(Scope.SESSION, MESSAGE.name()),
                                                is(SESSION.sessionId, selection.sessionId()),
                                                is(SESSION.botId, selection.botId()))));
    }

    private static Condition is(Field<String> field, @Nullable String text) {
        return text == null ? noCondition() : field.eq(text);
    }
}
