// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;

import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TextNormalizer;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.table.RowReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Row3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The dialogs between clients and bots: the messages of one session, or of all sessions of a client. */
public final class DialogQueries {
    /** The order of the messages of a dialog: oldest first, unless the caller asks for the reverse. */
    private static final List<Field<?>> PLACE = List.of(MESSAGE.time, MESSAGE.questionId, MESSAGE.messageKey);

    /** The same order for messages in memory. */
    private static final Comparator<MessageRow> OLDEST_MESSAGE_FIRST = Comparator.comparing(
                    (MessageRow message) -> message.turn().time())
            .thenComparing(message -> message.turn().questionId(), TextNormalizer.ORDER)
            .thenComparing(MessageRow::messageKey);

    /** For sessions of one id; ties as in the list of sessions. */
    private static final Comparator<SessionRow> NEWEST_SESSION_FIRST =
            Comparator.comparing(SessionRow::start).reversed().thenComparing(SessionRow::sessionKey);

    /**
     * Sessions with at most this many messages are read in one query, even if only some messages are wanted. The value
     * is the largest size of a page.
     */
    private static final int FEW = 1_000;

    private final Engine engine;
    private final StatusWeekBloomFilter statusWeekFilter;

    /** @param statusWeeks Bloom filter that allows to skip queries for statuses */
    public DialogQueries(Engine engine, StatusWeekBloomFilter statusWeekFilter) {
        this.engine = engine;
        this.statusWeekFilter = statusWeekFilter;
    }

    /** The direction in which a dialog is read. */
    public enum Direction {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    // ---- One session

    /**
     * Returns the session of that id.
     *
     * @param botId null for any bot; if several bots have a session of that id, the newest session is returned
     */
    public Optional<SessionView> session(Collection<Long> projects, String sessionId, @Nullable String botId) {
        return sessions(projects, sessionId, botId, null).stream().findFirst();
    }

    /**
     * The sessions of that id, of all clients of one bot who have it, as those of a group chat do; the newest first.
     *
     * @param botId null for whichever bot has it; should several have one of that id, that of the newest is meant
     * @param clientId null for all clients
     */
    public List<SessionView> sessions(
            Collection<Long> projects, String sessionId, @Nullable String botId, @Nullable String clientId) {
        Condition condition = DSL.and(
                SESSION.projectId.in(projects),
                SESSION.sessionId.eq(sessionId),
                botId == null ? DSL.noCondition() : SESSION.botId.eq(botId),
                clientId == null ? DSL.noCondition() : SESSION.clientKey.in(clientKeys(projects, botId, clientId)));
        List<SessionRow> found = new ArrayList<>(new RowReader(engine, engine.sql()).where(SESSION, condition));
        if (found.isEmpty()) {
            return List.of();
        }
        found.sort(NEWEST_SESSION_FIRST);
        SessionRow newest = found.getFirst();
        found.removeIf(session ->
                session.projectId() != newest.projectId() || !session.botId().equals(newest.botId()));
        return new RelatedDataLoader(engine, engine.sql(), statusWeekFilter).ofSessions(found);
    }

    private List<Long> clientKeys(Collection<Long> projects, @Nullable String botId, String clientId) {
        return engine.sql()
                .select(CLIENT.clientKey)
                .from(CLIENT.table())
                .where(
                        CLIENT.projectId.in(projects),
                        CLIENT.clientId.eq(clientId),
                        botId == null ? DSL.noCondition() : CLIENT.botId.eq(botId))
                .fetch(CLIENT.clientKey);
    }

    /**
     * Returns a page of a session's messages, oldest first.
     *
     * @param from only messages not before; null for all
     * @param hideEmpty only messages with a text of the client
     */
    public Page<MessageView> ofSession(
            SessionView dialog, PageRequest request, @Nullable Instant from, boolean hideEmpty) {
        return ofSessions(List.of(dialog), request, from, hideEmpty);
    }

    /**
     * A page of the messages of some sessions of one bot in one order, oldest first.
     *
     * @param dialogs one at least
     * @param from only messages not before; null for all
     * @param hideEmpty only messages in which a client said something
     */
    public Page<MessageView> ofSessions(
            List<SessionView> dialogs, PageRequest request, @Nullable Instant from, boolean hideEmpty) {
        List<SessionRow> sessions = dialogs.stream().map(SessionView::session).toList();
        Condition condition = in(sessions)
                .and(from == null ? DSL.noCondition() : MESSAGE.time.ge(from))
                .and(hideEmpty ? MESSAGE.isClientMessage.isTrue() : DSL.noCondition());
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page =
                    sessions.stream().mapToLong(SessionRow::messageCount).sum() <= FEW
                            ? Paging.page(
                                    new RowReader(engine, t.dsl()).where(MESSAGE, condition),
                                    OLDEST_MESSAGE_FIRST,
                                    request)
                            : Paging.page(engine, t.dsl(), MESSAGE, condition, order(Direction.OLDEST_FIRST), request);
            return new Page<>(
                    request,
                    page.totalCount(),
                    new RelatedDataLoader(engine, t.dsl(), statusWeekFilter).ofMessages(page.rows(), dialogs));
        });
    }

    /**
     * Returns how many messages precede that one in its session, oldest first; empty when the session has no such
     * message.
     */
    public OptionalLong placeInSession(SessionRow session, String questionId) {
        return assignSessions(List.of(session), questionId);
    }

    /** The same in the list of {@link #ofSessions}. */
    public OptionalLong assignSessions(List<SessionRow> sessions, String questionId) {
        return place(in(sessions), Direction.OLDEST_FIRST, questionId);
    }

    // ---- One client

    /**
     * Returns the client of a bot.
     *
     * @param clientId the client's own id, or the form {@code channelType-botId-id} in which JAICF names its users
     * @param channelType null for any; case-insensitive
     */
    public Optional<ClientRow> client(
            Collection<Long> projects, String botId, String clientId, @Nullable String channelType) {
        String separator = "-" + botId + "-";
        int end = clientId.indexOf(separator);
        String idInForm = end < 0 ? clientId : clientId.substring(end + separator.length());
        return engine
                .sql()
                .select(CLIENT.fields())
                .from(CLIENT.table())
                .where(
                        CLIENT.projectId.in(projects),
                        CLIENT.botId.eq(botId),
                        CLIENT.clientId.in(clientId, idInForm),
                        channelType == null
                                ? DSL.noCondition()
                                : engine.folded(CLIENT.channelType).eq(TextNormalizer.folded(channelType)))
                .orderBy(CLIENT.projectId)
                .fetch(CLIENT::read)
                .stream()
                .filter(client -> client.clientId().equals(clientId)
                        || TextNormalizer.folded(client.channelType())
                                .equals(TextNormalizer.folded(clientId.substring(0, end))))
                .min(Comparator.comparing(client -> !client.clientId().equals(clientId)));
    }

    /**
     * Returns a page of a client's messages, of all sessions.
     *
     * @param from only messages not before; null for all
     * @param to only messages not after; null for all
     */
    public Page<MessageView> ofClient(
            ClientRow client, PageRequest request, @Nullable Instant from, @Nullable Instant to, Direction direction) {
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page =
                    Paging.page(engine, t.dsl(), MESSAGE, in(client, from, to), order(direction), request);
            return new Page<>(
                    request,
                    page.totalCount(),
                    new RelatedDataLoader(engine, t.dsl(), statusWeekFilter).ofMessages(page.rows()));
        });
    }

    /**
     * Returns how many messages precede that one in the list of {@link #ofClient}; empty when the list has no such
     * message.
     */
    public OptionalLong placeInClient(
            ClientRow client, @Nullable Instant from, @Nullable Instant to, Direction direction, String questionId) {
        return place(in(client, from, to), direction, questionId);
    }

    // ---- Lists of messages

    private static List<OrderField<?>> order(Direction direction) {
        return PLACE.stream()
                .<OrderField<?>>map(field -> switch (direction) {
                    case OLDEST_FIRST -> field.asc();
                    case NEWEST_FIRST -> field.desc();
                })
                .toList();
    }

    private OptionalLong place(Condition condition, Direction direction, String questionId) {
        DSLContext sql = engine.sql();
        Row3<Instant, String, Long> place = DSL.row(MESSAGE.time, MESSAGE.questionId, MESSAGE.messageKey);
        return sql.select(MESSAGE.time, MESSAGE.questionId, MESSAGE.messageKey)
                .from(MESSAGE.table())
                .where(condition, MESSAGE.questionId.eq(questionId))
                .fetchOptional()
                .map(found -> Paging.count(
                        sql,
                        MESSAGE,
                        condition.and(
                                switch (direction) {
                                    case OLDEST_FIRST -> place.lt(found.value1(), found.value2(), found.value3());
                                    case NEWEST_FIRST -> place.gt(found.value1(), found.value2(), found.value3());
                                })))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private Condition in(List<SessionRow> sessions) {
        return DSL.and(engine.joinColumns(List.of(
                        MESSAGE.projectId.eq(sessions.getFirst().projectId()),
                        engine.isOneOf(
                                MESSAGE.clientKey,
                                sessions.stream().map(SessionRow::clientKey).toList()),
                        engine.isOneOf(
                                MESSAGE.sessionKey,
                                sessions.stream().map(SessionRow::sessionKey).toList()))))
                .and(SessionTimePruning.ofMessages(sessions));
    }

    private static Condition in(ClientRow client, @Nullable Instant from, @Nullable Instant to) {
        return DSL.and(
                MESSAGE.projectId.eq(client.projectId()),
                MESSAGE.clientKey.eq(client.clientKey()),
                MESSAGE.time.ge(from == null || from.isBefore(client.join()) ? client.join() : from),
                MESSAGE.time.le(to == null || to.isAfter(client.lastVisit()) ? client.lastVisit() : to));
    }
}
