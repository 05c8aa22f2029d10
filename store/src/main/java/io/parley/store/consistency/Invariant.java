// SPDX-License-Identifier: Apache-2.0
package io.parley.store.consistency;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.filter.Scope;
import io.parley.store.query.FilterSql;
import io.parley.store.table.LabelLinkTable;
import io.parley.store.table.RowTable;
import io.parley.store.table.SmallTables;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** An invariant of a consistent store. */
public enum Invariant {
    MESSAGES_ONCE("each message is there once", repeated(MESSAGE, MESSAGE.messageKey)),
    SESSIONS_ONCE("each session is there once", repeated(SESSION, SESSION.sessionKey)),
    CLIENTS_ONCE("each client is there once", repeated(CLIENT, CLIENT.clientKey)),
    MESSAGES_IN_SESSIONS(
            "each message is in a session that is there",
            select(MESSAGE.messageKey)
                    .from(MESSAGE.table())
                    .where(notExists(selectOne()
                            .from(SESSION.table())
                            .where(FilterSql.linkedTo(Scope.SESSION, MESSAGE.name()))))),
    SESSIONS_OF_CLIENTS(
            "each session is of a client who is there",
            select(SESSION.sessionKey)
                    .from(SESSION.table())
                    .where(notExists(
                            selectOne().from(CLIENT.table()).where(FilterSql.linkedTo(Scope.CLIENT, SESSION.name()))))),
    SESSIONS_SUMMED_UP("each session begins, ends and counts as its messages say", differsFromMessages()),
    CLIENTS_SUMMED_UP("each client came first and last as the sessions say", differsFromSessions()),
    SESSION_LABELS_KNOWN("each label of a session is in the catalogue", unknown(SESSION_LABEL_LINK, SESSION_LABEL)),
    MESSAGE_LABELS_KNOWN("each label of a message is in the catalogue", unknown(MESSAGE_LABEL_LINK, MESSAGE_LABEL));

    private final String inWords;
    private final Select<Record1<Long>> violations;

    Invariant(String inWords, Select<Record1<Long>> violations) {
        this.inWords = inWords;
        this.violations = violations;
    }

    /** Returns a description of the invariant for people. */
    public String inWords() {
        return inWords;
    }

    /** Selects the keys of the rows that violate it. */
    Select<Record1<Long>> violations() {
        return violations;
    }

    private static Select<Record1<Long>> repeated(RowTable<?> table, Field<Long> key) {
        return select(key).from(table.table()).groupBy(table.project(), key).having(count().gt(1));
    }

    private static Select<Record1<Long>> differsFromMessages() {
        Field<Integer> messages = count().as("messages");
        Field<Instant> start = min(MESSAGE.time).as("first_time");
        Field<Instant> end = max(MESSAGE.time).as("last_time");
        Field<Integer> questions =
                count().filterWhere(MESSAGE.isClientMessage.isTrue()).as("questions");
        Table<?> found = select(
                        MESSAGE.projectId, MESSAGE.clientKey, MESSAGE.sessionKey, messages, questions, start, end)
                .from(MESSAGE.table())
                .groupBy(MESSAGE.projectId, MESSAGE.clientKey, MESSAGE.sessionKey)
                .asTable(DSL.name("summed"));
        Condition alike = DSL.and(
                SESSION.messageCount.eq(found.field(messages).cast(Long.class)),
                SESSION.questionCount.eq(found.field(questions).cast(Long.class)),
                SESSION.start.eq(found.field(start)),
                SESSION.end.eq(found.field(end)));
        return select(SESSION.sessionKey)
                .from(SESSION.table())
                .leftJoin(found)
                .on(FilterSql.linkedTo(Scope.SESSION, found.getName()))
                .where(DSL.coalesce(DSL.field(alike), DSL.inline(false)).isFalse());
    }

    private static Select<Record1<Long>> differsFromSessions() {
        Field<Instant> join = min(SESSION.start).as("first_start");
        Field<Instant> lastVisit = max(SESSION.end).as("last_end");
        Table<?> found = select(SESSION.projectId, SESSION.clientKey, join, lastVisit)
                .from(SESSION.table())
                .groupBy(SESSION.projectId, SESSION.clientKey)
                .asTable(DSL.name("visits"));
        Condition alike = DSL.and(CLIENT.join.eq(found.field(join)), CLIENT.lastVisit.eq(found.field(lastVisit)));
        return select(CLIENT.clientKey)
                .from(CLIENT.table())
                .leftJoin(found)
                .on(FilterSql.linkedTo(Scope.CLIENT, found.getName()))
                .where(DSL.coalesce(DSL.field(alike), DSL.inline(false)).isFalse());
    }

    private static Select<Record1<Long>> unknown(LabelLinkTable links, SmallTables.Catalogue labels) {
        return select(links.rowKey)
                .from(links.table())
                .where(notExists(selectOne().from(labels.table()).where(labels.id.eq(links.labelId))));
    }
}
