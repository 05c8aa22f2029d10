// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientBlockTable.CLIENT_BLOCK;
import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static io.parley.store.table.SessionTable.SESSION;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.RawJson;
import io.parley.core.log.SessionRow;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.table.RowKey;
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
 * The lists of sessions, messages and clients. Each is limited to the projects that the caller may see and to a filter
 * set. Page, count and stream of one list share one condition and one order.
 */
public final class ConversationQueries {
    /** Headers of session data that a report may have columns for (our decision). */
    static final int MOST_HEADERS = 50_000;

    /** Newest first; ties by id (our decision: the contract names no order). */
    static final List<OrderField<?>> SESSION_ORDER =
            List.of(SESSION.start.desc(), SESSION.sessionId.asc(), SESSION.sessionKey.asc());

    private static final List<OrderField<?>> MESSAGE_ORDER =
            List.of(MESSAGE.time.desc(), MESSAGE.questionId.asc(), MESSAGE.messageKey.asc());

    private static final List<OrderField<?>> CLIENT_ORDER =
            List.of(CLIENT.lastVisit.desc(), CLIENT.clientId.asc(), CLIENT.clientKey.asc());

    /** In the order of arrival: a client that arrives during pagination does not move others to another page. */
    private static final List<OrderField<?>> JOIN_ORDER =
            List.of(CLIENT.join.asc(), CLIENT.clientId.asc(), CLIENT.clientKey.asc());

    private final Engine engine;
    private final StatusWeekBloomFilter statusWeekFilter;
    private final FilterSql filters;

    /** @param statusWeeks Bloom filter that allows to skip queries for statuses */
    public ConversationQueries(Engine engine, StatusWeekBloomFilter statusWeekFilter) {
        this.engine = engine;
        this.statusWeekFilter = statusWeekFilter;
        this.filters = new FilterSql(engine);
    }

    /** Returns a page of the sessions that match the filters, newest first. */
    public Page<SessionView> sessions(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<SessionRow> page =
                    Paging.page(engine, t.dsl(), SESSION, filters.sessions(projects, wanted), SESSION_ORDER, request);
            List<SessionView> views = new RelatedDataLoader(engine, t.dsl(), statusWeekFilter).ofSessions(page.rows());
            return new Page<>(request, page.totalCount(), views);
        });
    }

    /** Returns a page of the messages that match the filters, newest first. */
    public Page<MessageView> messages(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page =
                    Paging.page(engine, t.dsl(), MESSAGE, filters.messages(projects, wanted), MESSAGE_ORDER, request);
            return new Page<>(
                    request,
                    page.totalCount(),
                    new RelatedDataLoader(engine, t.dsl(), statusWeekFilter).ofMessages(page.rows()));
        });
    }

    /**
     * Returns a page of the clients with a session that matches the filters; the client with the latest visit comes
     * first.
     */
    public Page<ClientRow> clients(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql()
                .transactionResult(t ->
                        Paging.page(engine, t.dsl(), CLIENT, filters.clients(projects, wanted), CLIENT_ORDER, request));
    }

    /**
     * Returns a page of a bot's clients, in the order of arrival.
     *
     * @param until only clients that arrived not later
     */
    public Page<ClientRow> clientsOfBot(long projectId, String botId, Instant until, PageRequest request) {
        return engine.sql()
                .transactionResult(t -> Paging.page(
                        engine,
                        t.dsl(),
                        CLIENT,
                        DSL.and(CLIENT.projectId.eq(projectId), CLIENT.botId.eq(botId), CLIENT.join.le(until)),
                        JOIN_ORDER,
                        request));
    }

    /** Returns the number of sessions of each project; projects without sessions are left out. */
    public Map<Long, Integer> countSessions(Collection<Long> projects) {
        return engine.sql()
                .select(SESSION.projectId, DSL.count())
                .from(SESSION.table())
                .where(SESSION.projectId.in(projects))
                .groupBy(SESSION.projectId)
                .fetchMap(SESSION.projectId, DSL.count());
    }

    /** Returns how many sessions match the filters. */
    public long countSessions(Collection<Long> projects, FilterSet wanted) {
        return Paging.count(engine.sql(), SESSION, filters.sessions(projects, wanted));
    }

    /** Returns how many clients match the filters. */
    public long countClients(Collection<Long> projects, FilterSet wanted) {
        return Paging.count(engine.sql(), CLIENT, filters.clients(projects, wanted));
    }

    /** Returns how many messages match the filters. */
    public long countMessages(Collection<Long> projects, FilterSet wanted) {
        return Paging.count(engine.sql(), MESSAGE, filters.messages(projects, wanted));
    }

    /**
     * Passes on all sessions that match the filters, in the order of {@link #sessions}, one at a time.
     *
     * @param facts the fields to read, from {@link SessionFields}
     * @param next receives each row; an exception that it throws ends the stream
     */
    public void streamSessions(
            Collection<Long> projects,
            FilterSet wanted,
            Collection<ProjectedField<?>> facts,
            Consumer<ProjectedRow> next) {
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
     * @throws ApiException when they are more than a report may have
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
            throw ApiException.because(
                    ErrorCode.OUT_OF_RANGE,
                    "the sessions have more than " + MOST_HEADERS
                            + " headers of session data, each of which would be a column: filter for fewer sessions");
        }
        return headers;
    }

    /**
     * Passes on all clients that match the filters, in the order of {@link #clients}, one at a time.
     *
     * @param facts the fields to read, from {@link ClientFields}
     * @param next receives each row; an exception that it throws ends the stream
     */
    public void streamClients(
            Collection<Long> projects,
            FilterSet wanted,
            Collection<ProjectedField<?>> facts,
            Consumer<ProjectedRow> next) {
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
     * Passes on all messages that match the filters, in the order of {@link #messages}, one at a time.
     *
     * @param facts the fields to read, from {@link MessageFields} and {@link SessionFields}
     * @param next receives each row; an exception that it throws ends the stream
     */
    public void streamMessages(
            Collection<Long> projects,
            FilterSet wanted,
            Collection<ProjectedField<?>> facts,
            Consumer<ProjectedRow> next) {
        RowStream.of(
                engine,
                facts,
                new MessageStatusLoader(engine, engine.sql(), statusWeekFilter),
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
     * Passes on the bot's responses in sessions, the last response of each session first. Only a few of them are in
     * memory at a time.
     *
     * @param sessions one at least
     * @param next receives a session's key and a response
     */
    public void streamResponses(Collection<SessionRow> sessions, BiConsumer<RowKey, RawJson> next) {
        Field<String> response = MESSAGE.responseData;
        RowStream.ofColumns(
                engine,
                List.of(MESSAGE.projectId, MESSAGE.sessionKey, response),
                columns -> sql -> sql.select(columns)
                        .from(MESSAGE.table())
                        .where(
                                RowKey.isOneOf(
                                        engine,
                                        MESSAGE,
                                        MESSAGE.clientKey,
                                        sessions.stream().map(RowKey::clientOf).toList()),
                                RowKey.isOneOf(
                                        engine,
                                        MESSAGE,
                                        MESSAGE.sessionKey,
                                        sessions.stream().map(RowKey::of).toList()),
                                SessionTimePruning.ofMessages(sessions),
                                response.isNotNull())
                        .orderBy(MESSAGE.time.desc(), MESSAGE.messageKey.desc()),
                row -> next.accept(
                        new RowKey(Objects.requireNonNull(row.number(0)), Objects.requireNonNull(row.number(1))),
                        new RawJson(Objects.requireNonNull(row.text(2)))));
    }
}
