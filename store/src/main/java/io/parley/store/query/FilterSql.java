// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterCondition.AllOf;
import io.parley.core.filter.FilterCondition.AnyOf;
import io.parley.core.filter.FilterCondition.DataMatches;
import io.parley.core.filter.FilterCondition.FirstOfClient;
import io.parley.core.filter.FilterCondition.Holds;
import io.parley.core.filter.FilterCondition.Linked;
import io.parley.core.filter.FilterCondition.LinkedToAny;
import io.parley.core.filter.FilterCondition.MomentWithin;
import io.parley.core.filter.FilterCondition.Not;
import io.parley.core.filter.FilterCondition.NumberIn;
import io.parley.core.filter.FilterCondition.NumberWithin;
import io.parley.core.filter.FilterCondition.Present;
import io.parley.core.filter.FilterCondition.RoutePasses;
import io.parley.core.filter.FilterCondition.TextMatches;
import io.parley.core.filter.FilterCondition.TextOperator;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.Engine;
import io.parley.store.table.TableColumn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Row3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of filter sets into SQL conditions. Lists, counts, reports and everything else that filters use it.
 *
 * <p>The lifting rules: a message matches when it satisfies all message conditions and its session and client satisfy
 * theirs. A session matches when one of its messages satisfies all positive message conditions together and none
 * violates a negative one. A client matches when one of the client's sessions matches.
 */
public final class FilterSql {
    private final Engine engine;

    public FilterSql(Engine engine) {
        this.engine = engine;
    }

    /** Returns the condition on a row of {@code message} for a list of some projects. */
    public Condition messages(Collection<Long> projects, FilterSet filters) {
        return engine.isInProjects(projects, MESSAGE.projectId)
                .and(direct(filters, Scope.MESSAGE))
                .and(ifAny(filters, Scope.SESSION, () -> sessionOfMessage(direct(filters, Scope.SESSION))))
                .and(ifAny(filters, Scope.CLIENT, () -> clientOf(MESSAGE.name(), direct(filters, Scope.CLIENT))));
    }

    /** Returns the condition on a row of {@code session} for a list of some projects. */
    public Condition sessions(Collection<Long> projects, FilterSet filters) {
        return engine.isInProjects(projects, SESSION.projectId)
                .and(messagesOfSession(filters))
                .and(direct(filters, Scope.SESSION))
                .and(ifAny(filters, Scope.CLIENT, () -> clientOf(SESSION.name(), direct(filters, Scope.CLIENT))));
    }

    /**
     * Returns the condition on a row of {@code client} for a list of some projects, including that one of the client's
     * sessions matches.
     */
    public Condition clients(Collection<Long> projects, FilterSet filters) {
        return engine.isInProjects(projects, CLIENT.projectId)
                .and(direct(filters, Scope.CLIENT))
                .and(
                        filters.asksOf(Scope.SESSION) || filters.asksOf(Scope.MESSAGE)
                                ? exists(sessionOfClient(
                                        messagesOfSession(filters).and(direct(filters, Scope.SESSION))))
                                : noCondition());
    }

    // ---- Lifting

    private Condition direct(FilterSet filters, Scope scope) {
        Condition all = noCondition();
        for (Condition wanted : filters.positive(scope).map(this::holds).toList()) {
            all = all.and(wanted);
        }
        for (Condition unwanted : filters.negative(scope).map(this::doesNotHold).toList()) {
            all = all.and(unwanted);
        }
        return all;
    }

    private Condition messagesOfSession(FilterSet filters) {
        Condition all = noCondition();
        List<Condition> wanted =
                filters.positive(Scope.MESSAGE).map(this::holds).toList();
        if (!wanted.isEmpty()) {
            all = all.and(exists(messageOfSession(DSL.and(wanted))));
        }
        for (Condition unwanted :
                filters.negative(Scope.MESSAGE).map(this::holds).toList()) {
            all = all.and(notExists(messageOfSession(unwanted)));
        }
        return all;
    }

    private Select<?> messageOfSession(Condition condition) {
        return selectOne().from(MESSAGE.table()).where(found(Scope.SESSION, MESSAGE.name()), condition);
    }

    private Condition sessionOfMessage(Condition condition) {
        return exists(selectOne().from(SESSION.table()).where(found(Scope.SESSION, MESSAGE.name()), condition));
    }

    private Select<?> sessionOfClient(Condition condition) {
        return selectOne().from(SESSION.table()).where(found(Scope.CLIENT, SESSION.name()), condition);
    }

    private Condition clientOf(String table, Condition condition) {
        return exists(selectOne().from(CLIENT.table()).where(found(Scope.CLIENT, table), condition));
    }

    private static Condition ifAny(FilterSet filters, Scope scope, Supplier<Condition> condition) {
        return filters.asksOf(scope) ? condition.get() : noCondition();
    }

    // ---- Conditions

    /** Returns the SQL condition that is true for rows that satisfy the condition. */
    public Condition holds(io.parley.core.filter.FilterCondition condition) {
        return switch (condition) {
            case AnyOf c -> DSL.or(c.conditions().stream().map(this::holds).toList());
            case AllOf c -> DSL.and(c.conditions().stream().map(this::holds).toList());
            case Not c -> doesNotHold(c.condition());
            case TextMatches c ->
                DSL.or(c.attributes().stream()
                        .flatMap(a -> matches(text(a), a.isId(), c.operator(), c.values(), c.caseSensitive()))
                        .toList());
            case Present c ->
                DSL.or(c.attributes().stream()
                        .map(a -> field(a, SQLDataType.OTHER).isNotNull())
                        .toList());
            case MomentWithin c -> within(moment(c.attribute()), c.from(), c.to());
            case NumberWithin c -> within(number(c.attribute()), c.from(), c.to());
            case NumberIn c -> engine.isOneOfNumbers(number(c.attribute()), c.numbers());
            case Holds c -> field(c.attribute(), SQLDataType.BOOLEAN).isTrue();
            case Linked c -> exists(linked(c.attribute().scope(), c.attribute().column(), noCondition()));
            case LinkedToAny<?> c ->
                exists(linked(c.attribute().scope(), c.attribute().column(), isOneOf(c)));
            case DataMatches c -> exists(linked(Scope.SESSION, SESSION_DATA.name(), datum(c)));
            case FirstOfClient c ->
                exists(selectOne()
                        .from(CLIENT.table())
                        .where(found(Scope.CLIENT, SESSION.name()), CLIENT.join.ge(SESSION.start)));
            case RoutePasses c -> exists(routeFrom(c.states(), 0));
        };
    }

    private <E> Condition isOneOf(LinkedToAny<E> condition) {
        Name id = name(condition.attribute().column(), condition.attribute().idColumn());
        return condition.attribute().of() == Long.class
                ? engine.isOneOf(
                        DSL.field(id, SQLDataType.BIGINT),
                        condition.ids().stream().map(Long.class::cast).toList())
                : engine.isOneOfTexts(
                        engine.canonical(DSL.field(id, SQLDataType.VARCHAR)),
                        condition.ids().stream()
                                .map(each -> TextNormalizer.canonical(each.toString()))
                                .distinct()
                                .toList());
    }

    /** Returns the SQL condition that is true for rows that do not satisfy the condition. */
    public Condition doesNotHold(io.parley.core.filter.FilterCondition condition) {
        return switch (condition) {
            // Never unknown, and easier for the planner without a test for null.
            case Linked c -> DSL.not(holds(c));
            case LinkedToAny<?> c -> DSL.not(holds(c));
            case DataMatches c -> DSL.not(holds(c));
            case FirstOfClient c -> DSL.not(holds(c));
            case RoutePasses c -> DSL.not(holds(c));
            case AnyOf c ->
                DSL.and(c.conditions().stream().map(this::doesNotHold).toList());
            case AllOf c ->
                DSL.or(c.conditions().stream().map(this::doesNotHold).toList());
            case Not c -> holds(c.condition());
            // In SQL a condition on a missing value is unknown; here, unknown counts as not satisfied.
            case TextMatches c -> isDefinitelyFalse(c);
            case Present c -> isDefinitelyFalse(c);
            case MomentWithin c -> isDefinitelyFalse(c);
            case NumberWithin c -> isDefinitelyFalse(c);
            case NumberIn c -> isDefinitelyFalse(c);
            case Holds c -> isDefinitelyFalse(c);
        };
    }

    private Condition isDefinitelyFalse(io.parley.core.filter.FilterCondition condition) {
        return DSL.coalesce(DSL.field(holds(condition)), DSL.inline(false)).isFalse();
    }

    /** What {@link Attribute.Text#compared} says of values, in SQL. */
    private Stream<Condition> matches(
            Field<String> text, boolean isId, TextOperator operator, List<String> values, boolean caseSensitive) {
        Field<String> compared = !caseSensitive ? engine.folded(text) : isId ? text : engine.canonical(text);
        List<String> sought = values.stream()
                .map(value -> Attribute.Text.compared(value, caseSensitive, isId))
                .distinct()
                .toList();
        return switch (operator) {
            case EQUALS -> Stream.of(engine.isOneOfTexts(compared, sought));
            case LAST_NAME -> Stream.of(engine.isOneOfTexts(lastName(compared), sought));
            case CONTAINS, STARTS_WITH, ENDS_WITH, BELOW ->
                sought.stream().map(value -> compares(text, compared, operator, value, caseSensitive));
        };
    }

    private static Field<String> lastName(Field<String> path) {
        // DuckDB 2.0.0 fails on split_part of a column that holds only nulls.
        return DSL.field("regexp_replace({0}, '(?s)^.*/', '')", SQLDataType.VARCHAR, path);
    }

    private Condition compares(
            Field<String> text, Field<String> compared, TextOperator operator, String value, boolean caseSensitive) {
        return switch (operator) {
            case CONTAINS ->
                caseSensitive ? engine.contains(compared, val(value)) : engine.containsInAnyCase(text, value);
            case EQUALS -> compared.eq(val(value));
            case LAST_NAME -> lastName(compared).eq(val(value));
            case STARTS_WITH -> DSL.left(compared, length(value)).eq(val(value));
            case ENDS_WITH -> DSL.right(compared, length(value)).eq(val(value));
            case BELOW ->
                compared.eq(val(value)).or(DSL.left(compared, length(value) + 1).eq(val(value + "/")));
        };
    }

    /** Counts code points, as SQL does. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private Condition datum(DataMatches condition) {
        return engine.canonical(SESSION_DATA.header)
                .eq(TextNormalizer.canonical(condition.header()))
                .and(DSL.or(matches(
                                SESSION_DATA.value,
                                false,
                                condition.operator(),
                                List.of(condition.value()),
                                condition.caseSensitive())
                        .toList()));
    }

    /**
     * Selects a message of the client in the state at that position of the route, after the previous one, followed by
     * the rest of the route. Without states it selects any message of a route.
     */
    private Select<?> routeFrom(List<String> states, int place) {
        Name here = name("step" + place);
        Condition step = found(Scope.SESSION, here.last())
                .and(DSL.field(here.append("is_client_message"), SQLDataType.BOOLEAN)
                        .isTrue());
        Field<String> state = DSL.field(here.append("route_state"), SQLDataType.VARCHAR);
        if (states.isEmpty()) {
            return selectOne().from(MESSAGE.table().as(here)).where(step, state.isNotNull());
        }
        step = step.and(DSL.or(matches(state, false, TextOperator.BELOW, List.of(states.get(place)), true)
                .toList()));
        if (place > 0) {
            step = step.and(row(here).gt(row(name("step" + (place - 1)))));
        }
        if (place + 1 < states.size()) {
            step = step.and(exists(routeFrom(states, place + 1)));
        }
        return selectOne().from(MESSAGE.table().as(here)).where(step);
    }

    /** The columns that order the messages of a dialog. */
    private static Row3<Instant, String, Long> row(Name message) {
        return DSL.row(
                DSL.field(message.append("time"), TableColumn.INSTANT),
                DSL.field(message.append("question_id"), SQLDataType.VARCHAR),
                DSL.field(message.append("message_key"), SQLDataType.BIGINT));
    }

    static Field<Double> number(Attribute.Number attribute) {
        return field(attribute, SQLDataType.DOUBLE);
    }

    static Field<String> text(Attribute.Text attribute) {
        return field(attribute, SQLDataType.VARCHAR);
    }

    static Field<Instant> moment(Attribute.Moment attribute) {
        return field(attribute, TableColumn.INSTANT);
    }

    private static <T> Condition within(Field<T> field, @Nullable T from, @Nullable T to) {
        return (from == null ? noCondition() : field.ge(from)).and(to == null ? noCondition() : field.le(to));
    }

    /** Selects rows of a table that are linked to the row of that scope. */
    private Select<?> linked(Scope scope, String linkTable, Condition condition) {
        return selectOne().from(table(name(linkTable))).where(found(scope, linkTable), condition);
    }

    /** The same as {@link #linkedTo}, with no more columns than the engine needs. */
    private Condition found(Scope scope, String linkTable) {
        return joined(scope, linkTable, engine.joinColumns(columns(scope)));
    }

    /** Returns the condition that a row of a table is linked to the row of that scope. */
    public static Condition linkedTo(Scope scope, String linkTable) {
        return joined(scope, linkTable, columns(scope));
    }

    private static Condition joined(Scope scope, String linkTable, List<String> columns) {
        return DSL.and(columns.stream()
                .map(column -> DSL.field(name(linkTable, column), SQLDataType.BIGINT)
                        .eq(DSL.field(owner(scope).getQualifiedName().append(column), SQLDataType.BIGINT)))
                .toList());
    }

    /** The columns of the row's parents, and its own key. */
    private static List<String> columns(Scope scope) {
        return switch (scope) {
            case CLIENT -> List.of("project_id", "client_key");
            case SESSION -> List.of("project_id", "client_key", "session_key");
            case MESSAGE -> List.of("project_id", "client_key", "message_key");
        };
    }

    private static <T> Field<T> field(Attribute<?> attribute, DataType<T> type) {
        return DSL.field(owner(attribute.scope()).getQualifiedName().append(attribute.column()), type);
    }

    private static Table<Record> owner(Scope scope) {
        return switch (scope) {
            case MESSAGE -> MESSAGE.table();
            case SESSION -> SESSION.table();
            case CLIENT -> CLIENT.table();
        };
    }
}
