package io.parley.store.query;

import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.Condition.CountWithin;
import io.parley.core.filter.Condition.Holds;
import io.parley.core.filter.Condition.Linked;
import io.parley.core.filter.Condition.LinkedToAny;
import io.parley.core.filter.Condition.MomentWithin;
import io.parley.core.filter.Condition.Present;
import io.parley.core.filter.Condition.TextMatches;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.log.Texts;
import io.parley.store.engine.Engine;
import io.parley.store.rows.Column;
import io.parley.store.rows.RowKeys;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Turns filter sets into conditions on rows: the one compiler behind lists, counts, reports and everything else that filters.
 *
 * <p>The lifting rules: a message is wanted when it satisfies all message conditions and its session and client satisfy theirs; a
 * session, when one of its messages satisfies all positive message conditions together and none violates a negative one; a client,
 * when it has such a session.
 */
final class FilterSql {
    private final Engine engine;

    FilterSql(Engine engine) {
        this.engine = engine;
    }

    /** What a row of {@code message} has to satisfy. */
    Condition messages(FilterSet filters) {
        return direct(filters, Scope.MESSAGE)
                .and(ifAny(filters, Scope.SESSION, () -> sessionOfMessage(direct(filters, Scope.SESSION))))
                .and(ifAny(filters, Scope.CLIENT, () -> clientOf(MESSAGE.projectId, MESSAGE.clientKey, direct(filters, Scope.CLIENT))));
    }

    /** What a row of {@code session} has to satisfy. */
    Condition sessions(FilterSet filters) {
        return messagesOfSession(filters)
                .and(direct(filters, Scope.SESSION))
                .and(ifAny(filters, Scope.CLIENT, () -> clientOf(SESSION.projectId, SESSION.clientKey, direct(filters, Scope.CLIENT))));
    }

    /** What a row of {@code client} has to satisfy. */
    Condition clients(FilterSet filters) {
        return direct(filters, Scope.CLIENT)
                .and(
                        has(filters, Scope.MESSAGE) || has(filters, Scope.SESSION)
                                ? exists(selectOne()
                                        .from(SESSION.table())
                                        .where(
                                                SESSION.projectId.eq(CLIENT.projectId),
                                                SESSION.clientKey.eq(CLIENT.clientKey),
                                                direct(filters, Scope.SESSION),
                                                messagesOfSession(filters)))
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
        List<Condition> wanted = filters.positive(Scope.MESSAGE).map(this::holds).toList();
        if (!wanted.isEmpty()) {
            all = all.and(exists(messageOfSession(DSL.and(wanted))));
        }
        for (Condition unwanted : filters.negative(Scope.MESSAGE).map(this::holds).toList()) {
            all = all.and(notExists(messageOfSession(unwanted)));
        }
        return all;
    }

    private static Select<?> messageOfSession(Condition condition) {
        return selectOne()
                .from(MESSAGE.table())
                .where(
                        MESSAGE.projectId.eq(SESSION.projectId),
                        MESSAGE.clientKey.eq(SESSION.clientKey),
                        MESSAGE.sessionKey.eq(SESSION.sessionKey),
                        condition);
    }

    private static Condition sessionOfMessage(Condition condition) {
        return exists(selectOne()
                .from(SESSION.table())
                .where(
                        SESSION.projectId.eq(MESSAGE.projectId),
                        SESSION.clientKey.eq(MESSAGE.clientKey),
                        SESSION.sessionKey.eq(MESSAGE.sessionKey),
                        condition));
    }

    private static Condition clientOf(Field<Long> projectId, Field<Long> clientKey, Condition condition) {
        return exists(selectOne()
                .from(CLIENT.table())
                .where(CLIENT.projectId.eq(projectId), CLIENT.clientKey.eq(clientKey), condition));
    }

    private static Condition ifAny(FilterSet filters, Scope scope, Supplier<Condition> condition) {
        return has(filters, scope) ? condition.get() : noCondition();
    }

    private static boolean has(FilterSet filters, Scope scope) {
        return filters.filters().stream().anyMatch(f -> f.scope() == scope);
    }

    // ---- Conditions

    private Condition holds(io.parley.core.filter.Condition condition) {
        return switch (condition) {
            case TextMatches c ->
                DSL.or(c.attributes().stream().flatMap(a -> matches(a, c)).toList());
            case Present c ->
                DSL.or(c.attributes().stream()
                        .map(a -> field(a, SQLDataType.VARCHAR).isNotNull())
                        .toList());
            case MomentWithin c -> within(field(c.attribute(), Column.INSTANT), c.from(), c.to());
            case CountWithin c -> within(field(c.attribute(), SQLDataType.DOUBLE), c.from(), c.to());
            case Holds c -> field(c.attribute(), SQLDataType.BOOLEAN).isTrue();
            case Linked c -> exists(link(c.attribute(), noCondition()));
            case LinkedToAny c -> exists(link(c.attribute(), RowKeys.in(linkId(c.attribute()), c.ids())));
        };
    }

    private Condition doesNotHold(io.parley.core.filter.Condition condition) {
        return switch (condition) {
            // Never unknown, and better left bare for the planner.
            case Linked c -> DSL.not(holds(c));
            case LinkedToAny c -> DSL.not(holds(c));
            // A condition on a missing value is unknown in SQL; what is not known to hold does not hold.
            case TextMatches c -> knownNotToHold(c);
            case Present c -> knownNotToHold(c);
            case MomentWithin c -> knownNotToHold(c);
            case CountWithin c -> knownNotToHold(c);
            case Holds c -> knownNotToHold(c);
        };
    }

    private Condition knownNotToHold(io.parley.core.filter.Condition condition) {
        return DSL.coalesce(DSL.field(holds(condition)), DSL.inline(false)).isFalse();
    }

    private Stream<Condition> matches(Attribute.Text attribute, TextMatches condition) {
        Field<String> text = field(attribute, SQLDataType.VARCHAR);
        Field<String> compared = condition.caseSensitive() ? text : engine.folded(text);
        return condition.values().stream()
                .map(value -> val(condition.caseSensitive() ? value : Texts.folded(value)))
                .map(value -> switch (condition.operator()) {
                    case CONTAINS -> engine.contains(compared, value);
                    case EQUALS -> compared.eq(value);
                });
    }

    private static <T> Condition within(Field<T> field, @Nullable T from, @Nullable T to) {
        return (from == null ? noCondition() : field.ge(from)).and(to == null ? noCondition() : field.le(to));
    }

    private static Select<?> link(Attribute.IdSet attribute, Condition condition) {
        Name link = name(attribute.column());
        Table<Record> table = table(link);
        Table<Record> owner = owner(attribute.scope());
        String key = attribute.scope() == Scope.SESSION ? "session_key" : "message_key";
        Condition joined = noCondition();
        for (String column : List.of("project_id", "client_key", key)) {
            joined = joined.and(DSL.field(link.append(column), SQLDataType.BIGINT)
                    .eq(DSL.field(owner.getQualifiedName().append(column), SQLDataType.BIGINT)));
        }
        return selectOne().from(table).where(joined, condition);
    }

    private static Field<Long> linkId(Attribute.IdSet attribute) {
        return DSL.field(name(attribute.column(), attribute.idColumn()), SQLDataType.BIGINT);
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
