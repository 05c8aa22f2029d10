// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.filter.Scope;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The queries for clients' reactions to a bot's messages. */
public final class ReactionQueries {
    /** Newest first; ties by key. */
    private static final List<OrderField<?>> ORDER =
            List.of(MESSAGE_REACTION.saidAt.desc(), MESSAGE_REACTION.reactionKey.asc());

    /** True when the reaction belongs to the message. */
    private static final Condition OF_MESSAGE = DSL.and(
            MESSAGE.projectId.eq(MESSAGE_REACTION.projectId),
            MESSAGE.clientKey.eq(MESSAGE_REACTION.clientKey),
            MESSAGE.questionId.eq(MESSAGE_REACTION.questionId));

    private final Engine engine;

    public ReactionQueries(Engine engine) {
        this.engine = engine;
    }

    /**
     * A request for reactions; ranges include both ends, and null is no restriction.
     *
     * @param messageFrom the message's time; a reaction without its message is in no such range
     */
    public record Wanted(
            String botId,
            @Nullable String messageId,
            @Nullable String clientId,
            @Nullable String sessionId,
            @Nullable Instant messageFrom,
            @Nullable Instant messageTo,
            @Nullable Instant reactionFrom,
            @Nullable Instant reactionTo) {}

    /** Returns how many reactions match. */
    public long count(Collection<Long> projects, Wanted wanted) {
        return Paging.count(engine.sql(), MESSAGE_REACTION, condition(projects, wanted));
    }

    /**
     * Passes on all reactions that match, newest first, one at a time.
     *
     * @param facts the fields to read, see {@link ReactionFields}
     * @param next receives each row; an exception that it throws ends the stream
     */
    public void stream(
            Collection<Long> projects,
            Wanted wanted,
            Collection<ProjectedField<?>> facts,
            Consumer<ProjectedRow> next) {
        RowStream.of(
                engine,
                facts,
                columns -> sql -> sql.select(columns)
                        .from(MESSAGE_REACTION.table())
                        .leftJoin(CLIENT.table())
                        .on(FilterSql.linkedTo(Scope.CLIENT, MESSAGE_REACTION.name()))
                        .leftJoin(MESSAGE.table())
                        .on(OF_MESSAGE)
                        .leftJoin(SESSION.table())
                        .on(FilterSql.linkedTo(Scope.SESSION, MESSAGE.name()))
                        .where(condition(projects, wanted))
                        .orderBy(ORDER),
                next);
    }

    private static Condition condition(Collection<Long> projects, Wanted wanted) {
        return DSL.and(
                MESSAGE_REACTION.projectId.in(projects),
                MESSAGE_REACTION.botId.eq(wanted.botId()),
                is(MESSAGE_REACTION.messageId, wanted.messageId()),
                is(MESSAGE_REACTION.clientId, wanted.clientId()),
                wanted.sessionId() == null
                        ? noCondition()
                        : MESSAGE_REACTION
                                .sessionId
                                .eq(wanted.sessionId())
                                .or(MESSAGE_REACTION.sessionId.isNull().and(message(inSession(wanted.sessionId())))),
                wanted.messageFrom() == null && wanted.messageTo() == null
                        ? noCondition()
                        : message(within(MESSAGE.time, wanted.messageFrom(), wanted.messageTo())),
                within(MESSAGE_REACTION.saidAt, wanted.reactionFrom(), wanted.reactionTo()));
    }

    private static Condition is(Field<String> field, @Nullable String text) {
        return text == null ? noCondition() : field.eq(text);
    }

    private static Condition within(Field<Instant> field, @Nullable Instant from, @Nullable Instant to) {
        return (from == null ? noCondition() : field.ge(from)).and(to == null ? noCondition() : field.le(to));
    }

    /** Returns the condition that the reaction's message exists and satisfies the given condition. */
    private static Condition message(Condition condition) {
        return exists(selectOne().from(MESSAGE.table()).where(OF_MESSAGE, condition));
    }

    private static Condition inSession(String sessionId) {
        return MESSAGE.sessionKey.in(DSL.select(SESSION.sessionKey)
                .from(SESSION.table())
                .where(
                        SESSION.projectId.eq(MESSAGE_REACTION.projectId),
                        SESSION.clientKey.eq(MESSAGE_REACTION.clientKey),
                        SESSION.sessionId.eq(sessionId)));
    }
}
