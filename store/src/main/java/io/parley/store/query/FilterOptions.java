// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.Filter;
import io.parley.core.filter.FilterCondition.TextOperator;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.filter.ValueSchema;
import io.parley.core.i18n.Language;
import io.parley.core.i18n.LocalizedText;
import io.parley.core.log.TextNormalizer;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import io.parley.store.label.Label;
import io.parley.store.label.LabelCatalogue;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.outcome.OutcomeKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record3;
import org.jooq.SelectHavingStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The values that can be chosen in filters: those that occur in the messages that match the other filters, with the
 * number of these messages, the most frequent first. Labels are always offered, because their catalogue exists to
 * choose from.
 */
public final class FilterOptions {
    private static final Comparator<FilterOption> MOST_FREQUENT_FIRST =
            Comparator.comparing(FilterOption::messages, Comparator.nullsFirst(Comparator.reverseOrder()));

    private static final Name VALUE = name("option_value");
    private static final Name LABEL = name("option_label");
    private static final Name MESSAGES = name("messages");

    private final Engine engine;
    private final FilterSql filters;
    private final LabelCatalogue labels;
    private final OutcomeCatalogue outcomes;

    public FilterOptions(Engine engine, LabelCatalogue labels, OutcomeCatalogue outcomes) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
        this.labels = labels;
        this.outcomes = outcomes;
    }

    /**
     * A request for options.
     *
     * @param projects the projects that the caller may see, all of one account
     * @param others the filters of other keys, which limit the options
     * @param search only options with this in their value or label, case-insensitive; null for all
     * @param language in which labels are searched
     */
    public record Wanted(
            long accountId,
            Collection<Long> projects,
            FilterKey key,
            FilterSet others,
            @Nullable String search,
            Language language,
            PageRequest page) {

        public Wanted {
            others = others.without(key);
        }

        private Predicate<FilterOption> found() {
            if (search == null) {
                return option -> true;
            }
            String part = TextNormalizer.folded(search);
            return option -> TextNormalizer.folded(option.value()).contains(part)
                    || TextNormalizer.folded(option.label().in(language)).contains(part);
        }
    }

    /** Returns a page of a filter's options; empty for a filter with free values. */
    public List<FilterOption> options(Wanted wanted) {
        List<FilterOption> options = unnamed(wanted);
        return OutcomeKind.offeredBy(wanted.key())
                .map(kind -> named(options, outcomes.values(wanted.projects(), kind)))
                .orElse(options);
    }

    /** Labels the options with their display names. */
    private static List<FilterOption> named(List<FilterOption> options, Map<String, String> words) {
        return options.stream()
                .map(option -> {
                    String word = words.get(option.value());
                    return word == null
                            ? option
                            : new FilterOption(
                                    option.value(),
                                    LocalizedText.of(word),
                                    option.messages(),
                                    option.parent(),
                                    option.children());
                })
                .toList();
    }

    private List<FilterOption> unnamed(Wanted wanted) {
        return switch (wanted.key().shapes().getFirst()) {
            case ValueSchema.Text free -> List.of();
            case ValueSchema.DateTimeRange free -> List.of();
            case ValueSchema.NumericRange free -> List.of();
            case ValueSchema.CustomFields free -> List.of();
            case ValueSchema.Radio radio ->
                page(
                        wanted,
                        radio.options().values().stream()
                                .map(choice -> FilterOption.flat(choice.value(), choice.title(), null)));
            case ValueSchema.ConditionOptions shape ->
                page(wanted, shape.options().values().stream().map(choice -> counted(wanted, choice)));
            case ValueSchema.Options shape
            when shape.operator() == TextOperator.BELOW ->
                tree(wanted, shape.attributes().getFirst(), noCondition());
            case ValueSchema.Options shape -> texts(wanted, shape);
            case ValueSchema.NumberOptions shape -> numbers(wanted, shape.attribute());
            case ValueSchema.LinkedOptions<?> shape ->
                shape.attribute().of() == Long.class
                        ? catalogue(wanted, shape.attribute())
                        : linked(
                                wanted,
                                shape.attribute().scope(),
                                shape.attribute().column(),
                                shape.attribute().idColumn());
            case ValueSchema.Route route -> tree(wanted, Attribute.ROUTE_STATE, MESSAGE.isClientMessage.isTrue());
            case ValueSchema.Data data ->
                linked(wanted, Scope.SESSION, SESSION_DATA.name(), SESSION_DATA.header.getName());
        };
    }

    // ---- Counting messages by value

    /**
     * Describes how messages are counted: which of them, joined to the table of the values.
     *
     * @param count how many messages a row stands for
     */
    private record Counting(Table<?> from, Condition condition, Field<? extends Number> count) {}

    /**
     * Selects the messages that match the other filters. If these have no conditions on messages, it selects sessions,
     * which store the number of their messages.
     */
    private Counting counting(Wanted wanted, Scope scope) {
        FilterSet others = wanted.others();
        boolean byMessage = scope == Scope.MESSAGE || others.asksOf(Scope.MESSAGE);
        return byMessage
                ? new Counting(
                        joined(MESSAGE.table(), MESSAGE.projectId, MESSAGE.clientKey, scope),
                        filters.messages(wanted.projects(), others),
                        count())
                : new Counting(
                        joined(SESSION.table(), SESSION.projectId, SESSION.clientKey, scope),
                        filters.sessions(wanted.projects(), others),
                        sum(SESSION.messageCount));
    }

    private static Table<?> joined(Table<?> from, Field<Long> projectId, Field<Long> clientKey, Scope scope) {
        return switch (scope) {
            case MESSAGE -> from;
            case SESSION ->
                from.equals(SESSION.table())
                        ? from
                        : from.join(SESSION.table())
                                .on(
                                        SESSION.projectId.eq(projectId),
                                        SESSION.clientKey.eq(clientKey),
                                        SESSION.sessionKey.eq(MESSAGE.sessionKey));
            case CLIENT -> from.join(CLIENT.table()).on(CLIENT.projectId.eq(projectId), CLIENT.clientKey.eq(clientKey));
        };
    }

    /** Counts the messages of each value. */
    private static <T> SelectHavingStep<Record3<T, String, Long>> counted(
            Counting counting, Field<T> value, Condition more) {
        return counted(counting, value, DSL.castNull(SQLDataType.VARCHAR), more);
    }

    /**
     * Counts the messages of each value, together with its display name.
     *
     * @param label an aggregate
     */
    private static <T> SelectHavingStep<Record3<T, String, Long>> counted(
            Counting counting, Field<T> value, Field<String> label, Condition more) {
        return DSL.select(
                        value.as(VALUE),
                        label.as(LABEL),
                        counting.count().cast(SQLDataType.BIGINT).as(MESSAGES))
                .from(counting.from())
                .where(counting.condition(), value.isNotNull(), more)
                .groupBy(value);
    }

    private <T> Map<T, Long> all(Counting counting, Field<T> value, Condition more) {
        return engine.sql().fetch(counted(counting, value, more)).intoMap(Record3::value1, Record3::value3);
    }

    /** Returns a page of options out of values and counts in SQL. */
    private <T> List<FilterOption> page(
            Wanted wanted, SelectHavingStep<Record3<T, String, Long>> counted, Function<T, String> text) {
        return engine.sql()
                .selectFrom(counted.asTable("counted"))
                .orderBy(field(MESSAGES).desc(), field(VALUE).asc())
                .limit(wanted.page().size())
                .offset(wanted.page().offset())
                .fetch(row -> {
                    String value = text.apply(row.value1());
                    return FilterOption.flat(
                            value, LocalizedText.of(row.value2() == null ? value : row.value2()), row.value3());
                });
    }

    /** Returns a page of options out of all options in memory. */
    private static List<FilterOption> page(Wanted wanted, Stream<FilterOption> all) {
        return all.filter(wanted.found())
                .sorted(MOST_FREQUENT_FIRST)
                .skip(wanted.page().offset())
                .limit(wanted.page().size())
                .toList();
    }

    // ---- Kinds of options

    private List<FilterOption> texts(Wanted wanted, ValueSchema.Options shape) {
        Counting counting = counting(wanted, shape.attributes().getFirst().scope());
        Field<String> raw = FilterSql.text(shape.attributes().getFirst());
        // Values that are equal in comparisons are one option.
        Field<String> value = shape.caseSensitive() ? raw : engine.folded(raw);
        Condition found = matches(wanted, shape.attributes().stream().map(FilterSql::text));
        // A second attribute is the display name of the first.
        Field<String> label = shape.attributes().size() == 1
                ? DSL.castNull(SQLDataType.VARCHAR)
                : max(FilterSql.text(shape.attributes().getLast()));
        return page(wanted, counted(counting, value, label, found), Function.identity());
    }

    private List<FilterOption> numbers(Wanted wanted, Attribute.Number attribute) {
        Field<Double> value = FilterSql.number(attribute);
        return page(
                wanted,
                counted(
                        counting(wanted, attribute.scope()),
                        value,
                        matches(wanted, Stream.of(value.cast(SQLDataType.VARCHAR)))),
                FilterOptions::plain);
    }

    /** Formats a number without a needless fraction: {@code 3}, not {@code 3.0}. */
    private static String plain(Double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private FilterOption counted(Wanted wanted, ValueSchema.Choice choice) {
        io.parley.core.filter.FilterCondition condition = choice.condition();
        FilterSet chosen = condition == null
                ? wanted.others()
                : wanted.others().and(new Filter(wanted.key(), condition, choice.negated()));
        return FilterOption.flat(
                choice.value(),
                choice.title(),
                Paging.count(engine.sql(), MESSAGE, filters.messages(wanted.projects(), chosen)));
    }

    private List<FilterOption> tree(Wanted wanted, Attribute.Text attribute, Condition more) {
        OptionTree tree = new OptionTree();
        all(counting(wanted, attribute.scope()), FilterSql.text(attribute), more)
                .forEach(tree::add);
        return page(wanted, tree.options().stream());
    }

    /** Returns values from a table that is linked to sessions or messages. */
    private List<FilterOption> linked(Wanted wanted, Scope scope, String table, String column) {
        Field<String> value = field(name(table, column), SQLDataType.VARCHAR);
        return page(
                wanted,
                counted(counting(wanted, scope, table), value, matches(wanted, Stream.of(value))),
                Function.identity());
    }

    private Counting counting(Wanted wanted, Scope scope, String linkTable) {
        Counting rows = counting(wanted, scope);
        return new Counting(
                rows.from().join(DSL.table(name(linkTable))).on(FilterSql.linkedTo(scope, linkTable)),
                rows.condition(),
                rows.count());
    }

    private List<FilterOption> catalogue(Wanted wanted, Attribute.Links<?> links) {
        Field<Long> id = field(name(links.column(), links.idColumn()), SQLDataType.BIGINT);
        Map<Long, Long> counts = all(counting(wanted, links.scope(), links.column()), id, noCondition());
        List<Label> catalogue = switch (links.scope()) {
            case MESSAGE -> labels.messageLabels(wanted.accountId());
            case SESSION, CLIENT -> labels.sessionLabels(wanted.accountId());
        };
        return page(
                wanted,
                catalogue.stream()
                        .map(label -> new FilterOption(
                                Long.toString(label.id()),
                                LocalizedText.of(label.name()),
                                counts.getOrDefault(label.id(), 0L),
                                label.group() == null ? null : label.group().name(),
                                List.of())));
    }

    private Condition matches(Wanted wanted, Stream<Field<String>> texts) {
        if (wanted.search() == null) {
            return noCondition();
        }
        String part = TextNormalizer.storable(wanted.search());
        List<String> named = keysNamed(wanted, part);
        return DSL.or(texts.flatMap(text -> Stream.of(engine.containsInAnyCase(text, part), text.in(named)))
                .toList());
    }

    /** Returns the keys with this part in their display name. */
    private List<String> keysNamed(Wanted wanted, String part) {
        String folded = TextNormalizer.folded(part);
        return OutcomeKind.offeredBy(wanted.key()).stream()
                .flatMap(kind -> outcomes.values(wanted.projects(), kind).entrySet().stream())
                .filter(word -> TextNormalizer.folded(word.getValue()).contains(folded))
                .map(Map.Entry::getKey)
                .toList();
    }
}
