// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import io.parley.core.filter.FilterSet;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record2;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * The routes of sessions through a bot's states. They are computed from the messages at each request, so that late
 * messages need no update of stored routes.
 */
public final class StateRouteQueries {
    // The steps of the query, each a table that the next one reads.
    private static final Name WANTED = name("wanted");
    private static final Name STEPS = name("steps");
    private static final Name WALKED = name("walked");
    private static final Name ROUTES = name("routes");

    private static final Name ROUTE = name("route");
    private static final Name BEFORE = name("state_before");
    private static final Name SESSIONS = name("sessions");

    private static final Field<String> TEXT = text(ROUTES, ROUTE);
    private static final Field<String> RESULT = of(ROUTES, SESSION.resultValue());
    private static final Field<Long> COUNT = field(ROUTES.append(SESSIONS), SQLDataType.BIGINT);
    private static final List<OrderField<?>> ORDER =
            List.of(COUNT.desc(), TEXT.asc(), RESULT.asc().nullsFirst());

    private final Engine engine;
    private final FilterSql filters;

    public StateRouteQueries(Engine engine) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
    }

    /**
     * Returns a page of the routes of the sessions that match the filters, the most frequent first. Every session has
     * one route, so the counts add up to the number of sessions.
     */
    public Page<StateRoute> routes(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            List<CommonTableExpression<?>> routes = routes(t.dsl(), projects, wanted);
            Field<Integer> all = count().over();
            // Page and total in one query: computing the routes costs far more than counting them.
            Result<Record4<String, String, Long, Integer>> rows = t.dsl()
                    .with(routes)
                    .select(TEXT, RESULT, COUNT, all)
                    .from(table(ROUTES))
                    .orderBy(ORDER)
                    .limit(request.size())
                    .offset(request.offset())
                    .fetch();
            long total = rows.isNotEmpty() ? rows.getFirst().value4() : countRoutes(t.dsl(), routes);
            List<StateRoute> page =
                    rows.map(row -> new StateRoute(TextList.read(row.value1()), row.value2(), row.value3()));
            return new Page<>(request, total, page);
        });
    }

    /** Returns how many routes {@link #routes} has. */
    public long countRoutes(Collection<Long> projects, FilterSet wanted) {
        return engine.sql().transactionResult(t -> countRoutes(t.dsl(), routes(t.dsl(), projects, wanted)));
    }

    private static long countRoutes(DSLContext sql, List<CommonTableExpression<?>> routes) {
        return sql.with(routes).selectCount().from(table(ROUTES)).fetchSingle(0, Long.class);
    }

    /**
     * A route with the total of all routes.
     *
     * @param allSessions number of sessions of all routes together
     */
    public record Share(StateRoute route, long allSessions) {}

    /**
     * Passes on all routes of the sessions that match the filters, in the order of {@link #routes}, one at a time.
     *
     * @param next receives each route; an exception that it throws ends the stream
     */
    public void stream(Collection<Long> projects, FilterSet wanted, Consumer<Share> next) {
        Field<Long> all = sum(COUNT).over().cast(SQLDataType.BIGINT);
        RowStream.ofColumns(
                engine,
                List.of(TEXT, RESULT, COUNT, all),
                columns -> sql -> sql.with(routes(sql, projects, wanted))
                        .select(columns)
                        .from(table(ROUTES))
                        .orderBy(ORDER),
                row -> next.accept(new Share(
                        new StateRoute(
                                TextList.read(Objects.requireNonNull(row.text(0))),
                                row.text(1),
                                Objects.requireNonNull(row.number(2))),
                        Objects.requireNonNull(row.number(3)))));
    }

    private List<CommonTableExpression<?>> routes(DSLContext sql, Collection<Long> projects, FilterSet filterSet) {
        Condition wanted = filters.sessions(projects, filterSet);
        List<Field<Long>> key = engine.joinColumns(List.of(MESSAGE.projectId, MESSAGE.clientKey, MESSAGE.sessionKey));
        return List.of(
                engine.commonTable(
                        WANTED,
                        select(key.stream()
                                        .map(column -> of(SESSION.table().getUnqualifiedName(), column))
                                        .toList())
                                .select(SESSION.resultValue())
                                .from(SESSION.table())
                                .where(wanted)),
                STEPS.as(steps(key, timeOf(sql, wanted))),
                WALKED.as(walked(key)),
                ROUTES.as(counted(key)));
    }

    /**
     * Returns a condition on the time range of those sessions' messages: the engine can skip rows outside it, which it
     * cannot do by the sessions' keys.
     */
    private static Condition timeOf(DSLContext sql, Condition wanted) {
        Record2<Instant, Instant> ends = sql.select(min(SESSION.start), max(SESSION.end))
                .from(SESSION.table())
                .where(wanted)
                .fetchSingle();
        return ends.value1() == null ? noCondition() : MESSAGE.time.between(ends.value1(), ends.value2());
    }

    /**
     * Selects the states of the client's messages, each with the previous state.
     *
     * @param time true of all messages of the sessions
     */
    private static Select<?> steps(List<Field<Long>> key, Condition time) {
        return select(key)
                .select(
                        MESSAGE.time,
                        MESSAGE.questionId,
                        MESSAGE.messageKey,
                        MESSAGE.routeState,
                        lag(MESSAGE.routeState)
                                .over()
                                .partitionBy(key)
                                .orderBy(MESSAGE.time, MESSAGE.questionId, MESSAGE.messageKey)
                                .as(BEFORE))
                .from(MESSAGE.table())
                .join(table(WANTED))
                .on(and(key.stream()
                        .map(column -> of(WANTED, column).eq(column))
                        .toList()))
                .where(time, MESSAGE.isClientMessage.isTrue(), MESSAGE.routeState.isNotNull());
    }

    /** Selects each session's route as one text, in which an empty state differs from no state. */
    private static Select<?> walked(List<Field<Long>> key) {
        List<Field<Long>> session =
                key.stream().map(column -> of(STEPS, column)).toList();
        Field<String> state = of(STEPS, MESSAGE.routeState);
        return select(session)
                .select(TextList.of(
                                state,
                                of(STEPS, MESSAGE.time),
                                of(STEPS, MESSAGE.questionId),
                                of(STEPS, MESSAGE.messageKey))
                        .as(ROUTE))
                .from(table(STEPS))
                .where(text(STEPS, BEFORE).isDistinctFrom(state))
                .groupBy(session);
    }

    private static Select<?> counted(List<Field<Long>> key) {
        Field<String> route = coalesce(text(WALKED, ROUTE), literal(""));
        Field<String> result = of(WANTED, SESSION.resultValue());
        return select(route.as(ROUTE), result, count().cast(SQLDataType.BIGINT).as(SESSIONS))
                .from(table(WANTED))
                .leftJoin(table(WALKED))
                .on(and(key.stream()
                        .map(column -> of(WALKED, column).eq(of(WANTED, column)))
                        .toList()))
                .groupBy(route, result);
    }

    /** Returns the column of a step with the name and type of another table's column. */
    private static <T> Field<T> of(Name step, Field<T> column) {
        return field(step.append(column.getUnqualifiedName()), column.getDataType());
    }

    private static Field<String> text(Name step, Name column) {
        return field(step.append(column), SQLDataType.VARCHAR);
    }

    private static Field<String> literal(String text) {
        return inline(text);
    }
}
