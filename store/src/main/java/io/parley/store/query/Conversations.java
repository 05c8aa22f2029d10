// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.BlockTable.CLIENT_BLOCK;
import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionDataTable.SESSION_DATA;
import static io.parley.store.rows.SessionTable.SESSION;

import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.log.ClientRow;
import io.parley.core.log.Json;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.engine.Engine;
import io.parley.store.rows.StatusWeeks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The lists that filters ask for. Each is bounded by the projects that the caller may see and by a filter set; page, count and
 * stream of one list share one condition and one order.
 */
public final class Conversations {
    /** Headers of session data that a report may have columns for (our decision). */
    static final int MOST_HEADERS = 50_000;

    /** Newest first; ties by id (our decision: the contract names no order). */
    static final List<OrderField<?>> SESSION_ORDER =
            List.of(SESSION.start.desc(), SESSION.sessionId.asc(), SESSION.sessionKey.asc());

    private static final List<OrderField<?>> MESSAGE_ORDER =
            List.of(MESSAGE.time.desc(), MESSAGE.questionId.asc(), MESSAGE.messageKey.asc());

    private static final List<OrderField<?>> CLIENT_ORDER =
            List.of(CLIENT.lastVisit.desc(), CLIENT.clientId.asc(), CLIENT.clientKey.asc());

    /** In the order in which they came: whoever comes while somebody reads page by page moves nobody to another page. */
    private static final List<OrderField<?>> JOIN_ORDER =
            List.of(CLIENT.join.asc(), CLIENT.clientId.asc(), CLIENT.clientKey.asc());

    private final Engine engine;
    private final StatusWeeks statusWeeks;
    private final FilterSql filters;

    /** @param statusWeeks tells when statuses need not be looked for */
    public Conversations(Engine engine, StatusWeeks statusWeeks) {
        this.engine = engine;
        this.statusWeeks = statusWeeks;
        this.filters = new FilterSql(engine);
    }

    /** A page of the sessions that the filters want, newest first. */
    public Page<SessionView> sessions(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<SessionRow> page =
                    Lists.page(engine, t.dsl(), SESSION, filters.sessions(projects, wanted), SESSION_ORDER, request);
            List<SessionView> views = new Surroundings(engine, t.dsl(), statusWeeks).ofSessions(page.rows());
            return new Page<>(request, page.totalCount(), views);
        });
    }

    /** A page of the messages that the filters want, newest first. */
    public Page<MessageView> messages(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page =
                    Lists.page(engine, t.dsl(), MESSAGE, filters.messages(projects, wanted), MESSAGE_ORDER, request);
            return new Page<>(
                    request, page.totalCount(), new Surroundings(engine, t.dsl(), statusWeeks).ofMessages(page.rows()));
        });
    }

    /** A page of the clients that have a session which the filters want; whoever was here last comes first. */
    public Page<ClientRow> clients(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql()
                .transactionResult(t ->
                        Lists.page(engine, t.dsl(), CLIENT, filters.clients(projects, wanted), CLIENT_ORDER, request));
    }

    /**
     * A page of a bot's clients, in the order in which they came.
     *
     * @param until only clients who came not after it
     */
    public Page<ClientRow> clientsOfBot(long projectId, String botId, Instant until, PageRequest request) {
        return engine.sql()
                .transactionResult(t -> Lists.page(
                        engine,
                        t.dsl(),
                        CLIENT,
                        DSL.and(CLIENT.projectId.eq(projectId), CLIENT.botId.eq(botId), CLIENT.join.le(until)),
                        JOIN_ORDER,
                        request));
    }

    /** How many sessions each of the projects has; none is not said. */
    public Map<Long, Integer> countSessions(Collection<Long> projects) {
        return engine.sql()
                .select(SESSION.projectId, DSL.count())
                .from(SESSION.table())
                .where(SESSION.projectId.in(projects))
                .groupBy(SESSION.projectId)
                .fetchMap(SESSION.projectId, DSL.count());
    }

    /** How many sessions the filters want. */
    public long countSessions(Collection<Long> projects, FilterSet wanted) {
        return Lists.count(engine.sql(), SESSION, filters.sessions(projects, wanted));
    }

    /** How many clients the filters want. */
    public long countClients(Collection<Long> projects, FilterSet wanted) {
        return Lists.count(engine.sql(), CLIENT, filters.clients(projects, wanted));
    }

    /** How many messages the filters want. */
    public long countMessages(Collection<Long> projects, FilterSet wanted) {
        return Lists.count(engine.sql(), MESSAGE, filters.messages(projects, wanted));
    }

    /**
     * Hands on all sessions that the filters want, in the order of {@link #sessions}, one at a time.
     *
     * @param facts what is to be told of each, of {@link SessionFacts}
     * @param next takes the next one; what it throws ends the stream
     */
    public void streamSessions(
            Collection<Long> projects, FilterSet wanted, Collection<Fact<?>> facts, Consumer<FactRow> next) {
        RowStream.of(
                engine,
                facts,
                columns -> sql -> sql.select(columns)
                        .from(SESSION.table())
                        .join(CLIENT.table())
                        .on(FilterSql.linkedTo(Scope.CLIENT, SESSION.name()))
                        .where(filters.sessions(projects, wanted))
                        .orderBy(SESSION_ORDER),
                next);
    }

    /**
     * The headers of data that the sessions have which the filters want, in the order in which their list first has them.
     *
     * @throws Refused when they are more than a report may have
     */
    public List<String> dataHeaders(Collection<Long> projects, FilterSet wanted) {
        Name met = DSL.name("met");
        Name first = DSL.name("first");
        Field<Integer> place = DSL.rowNumber()
                .over()
                .partitionBy(SESSION_DATA.header)
                .orderBy(SESSION_ORDER)
                .as(first);
        List<String> headers = engine.sql()
                .select(DSL.field(met.append("header"), SQLDataType.VARCHAR))
                .from(DSL.select(SESSION_DATA.header, SESSION.start, SESSION.sessionId, SESSION.sessionKey, place)
                        .from(SESSION_DATA.table())
                        .join(SESSION.table())
                        .on(FilterSql.linkedTo(Scope.SESSION, SESSION_DATA.name()))
                        .where(filters.sessions(projects, wanted))
                        .asTable(met))
                .where(DSL.field(met.append(first), SQLDataType.INTEGER).eq(1))
                .orderBy(
                        DSL.field(met.append("start_time")).desc(),
                        DSL.field(met.append("session_id")).asc(),
                        DSL.field(met.append("session_key")).asc(),
                        DSL.field(met.append("header")).asc())
                .limit(MOST_HEADERS + 1)
                .fetch(0, String.class);
        if (headers.size() > MOST_HEADERS) {
            throw Refused.because(
                    Problem.OUT_OF_RANGE,
                    "the sessions have more than " + MOST_HEADERS
                            + " headers of session data, each of which would be a column: filter for fewer sessions");
        }
        return headers;
    }

    /**
     * Hands on all clients that the filters want, in the order of {@link #clients}, one at a time.
     *
     * @param facts what is to be told of each, of {@link ClientFacts}
     * @param next takes the next one; what it throws ends the stream
     */
    public void streamClients(
            Collection<Long> projects, FilterSet wanted, Collection<Fact<?>> facts, Consumer<FactRow> next) {
        RowStream.of(
                engine,
                facts,
                columns -> sql -> sql.select(columns)
                        .from(CLIENT.table())
                        .leftJoin(CLIENT_BLOCK.table())
                        .on(FilterSql.linkedTo(Scope.CLIENT, CLIENT_BLOCK.name()))
                        .where(filters.clients(projects, wanted))
                        .orderBy(CLIENT_ORDER),
                next);
    }

    /**
     * Hands on all messages that the filters want, in the order of {@link #messages}, one at a time.
     *
     * @param facts what is to be told of each, of {@link MessageFacts} and {@link SessionFacts}
     * @param next takes the next one; what it throws ends the stream
     */
    public void streamMessages(
            Collection<Long> projects, FilterSet wanted, Collection<Fact<?>> facts, Consumer<FactRow> next) {
        RowStream.of(
                engine,
                facts,
                new MessageStatuses(engine, engine.sql(), statusWeeks),
                columns -> sql -> sql.select(columns)
                        .from(MESSAGE.table())
                        .join(SESSION.table())
                        .on(FilterSql.linkedTo(Scope.SESSION, MESSAGE.name()))
                        .join(CLIENT.table())
                        .on(FilterSql.linkedTo(Scope.CLIENT, MESSAGE.name()))
                        .where(filters.messages(projects, wanted))
                        .orderBy(MESSAGE_ORDER),
                next);
    }

    /**
     * Hands on the bot's responses in sessions, of each session the last one first; few of them are in memory at a time.
     *
     * @param sessions one at least
     * @param next takes a session's key and a response
     */
    public void streamResponses(Collection<SessionRow> sessions, BiConsumer<Long, Json> next) {
        Field<String> response = MESSAGE.responseData;
        RowStream.ofColumns(
                engine,
                List.of(MESSAGE.sessionKey, response),
                columns -> sql -> sql.select(columns)
                        .from(MESSAGE.table())
                        .where(
                                MESSAGE.projectId.in(sessions.stream()
                                        .map(SessionRow::projectId)
                                        .distinct()
                                        .toList()),
                                engine.isOneOf(
                                        MESSAGE.clientKey,
                                        sessions.stream()
                                                .map(SessionRow::clientKey)
                                                .toList()),
                                engine.isOneOf(
                                        MESSAGE.sessionKey,
                                        sessions.stream()
                                                .map(SessionRow::sessionKey)
                                                .toList()),
                                SessionTime.ofMessages(sessions),
                                response.isNotNull())
                        .orderBy(MESSAGE.time.desc(), MESSAGE.messageKey.desc()),
                row -> next.accept(
                        Objects.requireNonNull(row.number(0)), new Json(Objects.requireNonNull(row.text(1)))));
    }
}
