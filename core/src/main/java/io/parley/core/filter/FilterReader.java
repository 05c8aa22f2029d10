// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.filter.Condition.TextOperator;
import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parser of client filters ({@code FiltersDto}) into {@link FilterSet checked filters}. It accepts missing optional
 * members, unknown members and numbers sent as text. It refuses all other invalid values, with their path in the error.
 */
public final class FilterReader {
    /** Maximum number of conditions in one call; the engine plans them all in one query (our decision). */
    static final int MOST_CONDITIONS = 100;
    /** Maximum number of filter values that are each searched for: texts, branches of trees (our decision). */
    static final int MOST_SOUGHT = 1_000;
    /** Maximum number of filter values that are looked up in a set: ids, labels, numbers (our decision). */
    static final int MOST_OPTIONS = 10_000;

    private FilterReader() {}

    /** Returns how many conditions the engine evaluates for a filter: a route counts once for each state. */
    private static int weight(Filter filter) {
        return filter.condition() instanceof Condition.RoutePasses route
                ? Math.max(1, route.states().size())
                : 1;
    }

    private static void requireAtMost(int most, int count, Input where, String what) {
        if (count > most) {
            throw Refused.field(Problem.OUT_OF_RANGE, where.path(), count + " " + what, "at most " + most + " " + what);
        }
    }

    /**
     * Reads the member {@code filters} of a request's body.
     *
     * @param body the whole body; a missing body or member means no filters
     */
    public static FilterSet read(Input body) {
        if (body.isNull()) {
            return FilterSet.EMPTY;
        }
        Optional<Input> filters = body.object().member("filters");
        if (filters.isEmpty()) {
            return FilterSet.EMPTY;
        }
        List<Filter> read = new ArrayList<>();
        List<CustomField> customFields = new ArrayList<>();
        for (Input filter : filters.get().elements()) {
            read.addAll(filters(filter, customFields));
            requireAtMost(
                    MOST_CONDITIONS,
                    read.stream().mapToInt(FilterReader::weight).sum(),
                    filter,
                    "conditions in one call");
        }
        return new FilterSet(read, customFields);
    }

    /** Returns the options chosen by the filters of one key, as sent. The body must have been validated before. */
    public static Set<String> chosen(Input body, FilterKey key) {
        Set<String> chosen = new LinkedHashSet<>();
        if (!body.isNull()) {
            body.member("filters").map(Input::elements).orElse(List.of()).stream()
                    .filter(filter ->
                            filter.required("key", "a filter key").oneOf(FilterKey.class, Problem.UNKNOWN_FILTER_KEY)
                                    == key)
                    .forEach(filter -> {
                        filter.member("option").map(Input::text).ifPresent(chosen::add);
                        given(filter)
                                .forEach(option -> chosen.add(
                                        option.node().isObject()
                                                ? option.required("key", "the header of a session's data")
                                                        .text()
                                                : option.text()));
                    });
        }
        return chosen;
    }

    /** Reads one filter of a request: none when it restricts nothing, several when it has several conditions. */
    private static List<Filter> filters(Input input, List<CustomField> customFields) {
        input.object();
        FilterKey key = input.required("key", "a filter key").oneOf(FilterKey.class, Problem.UNKNOWN_FILTER_KEY);
        Input typeInput = input.required("type", key.typesInWords() + " for " + key);
        FilterType type = typeInput.oneOf(FilterType.class, Problem.UNKNOWN_FILTER_TYPE);
        Shape shape = key.shape(type)
                .orElseThrow(() -> Refused.field(
                        Problem.FILTER_TYPE_MISMATCH,
                        typeInput.path(),
                        type,
                        key.typesInWords() + " for the key " + key));
        return switch (shape) {
            case Shape.Text text -> text(key, text, input).stream().toList();
            case Shape.DateTimeRange range ->
                dateTimeRange(key, range, input).stream().toList();
            case Shape.NumericRange range ->
                numericRange(key, range, input).stream().toList();
            case Shape.Options options -> options(key, options, input).stream().toList();
            case Shape.NumberOptions options ->
                numberOptions(key, options, input).stream().toList();
            case Shape.LinkedOptions<?> options ->
                linkedOptions(key, options, input).stream().toList();
            case Shape.ConditionOptions options ->
                conditionOptions(key, options, input).stream().toList();
            case Shape.Radio radio -> radio(key, radio, input).stream().toList();
            case Shape.Route route -> route(key, input).stream().toList();
            case Shape.Data data -> data(key, input);
            case Shape.CustomFields fields -> {
                input.member("responseDataJsonPaths")
                        .map(Input::elements)
                        .orElse(List.of())
                        .forEach(path -> customFields.add(CustomField.read(path.path(), path.text())));
                yield List.of();
            }
        };
    }

    private static Optional<Filter> text(FilterKey key, Shape.Text shape, Input input) {
        TextComparison comparison = input.member("comparisonType")
                .map(c -> c.oneOf(TextComparison.class, Problem.INVALID_VALUE))
                .orElse(TextComparison.DEFAULT);
        boolean caseSensitive = input.member("isCaseSensitive").map(Input::flag).orElse(false);
        List<String> values = input.member("values").map(Input::texts).orElse(List.of()).stream()
                .map(Texts::storable)
                .toList();
        requireAtMost(MOST_SOUGHT, values.size(), input, "values");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return switch (comparison) {
            case NOT_IMPORTANT -> Optional.empty();
            case CONTAINS -> matching(key, shape, TextOperator.CONTAINS, values, caseSensitive, false);
            case NOT_CONTAINS -> matching(key, shape, TextOperator.CONTAINS, values, caseSensitive, true);
            case EQUALS -> matching(key, shape, TextOperator.EQUALS, values, caseSensitive, false);
        };
    }

    private static Optional<Filter> matching(
            FilterKey key,
            Shape.Text shape,
            TextOperator operator,
            List<String> values,
            boolean caseSensitive,
            boolean negated) {
        return Optional.of(new Filter(
                key, new Condition.TextMatches(shape.attributes(), operator, values, caseSensitive), negated));
    }

    private static Optional<Filter> dateTimeRange(FilterKey key, Shape.DateTimeRange shape, Input input) {
        var from = input.optional("from", Input::instant);
        var to = input.optional("to", Input::upperEnd);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new Condition.MomentWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> numericRange(FilterKey key, Shape.NumericRange shape, Input input) {
        var from = input.optional("from", Input::number);
        var to = input.optional("to", Input::number);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new Condition.NumberWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> options(FilterKey key, Shape.Options shape, Input input) {
        List<Input> given = given(input);
        if (shape.operator() == TextOperator.BELOW) {
            requireAtMost(MOST_SOUGHT, given.size(), input, "options");
        }
        List<String> values =
                given.stream().map(Input::text).map(Texts::storable).distinct().toList();
        return checkbox(
                key,
                input,
                new Condition.Present(shape.attributes()),
                values.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Condition.TextMatches(
                                shape.attributes(), shape.operator(), values, shape.caseSensitive())));
    }

    private static Optional<Filter> numberOptions(FilterKey key, Shape.NumberOptions shape, Input input) {
        Set<Double> numbers = new TreeSet<>();
        given(input).forEach(option -> numbers.add(option.number()));
        return checkbox(
                key,
                input,
                new Condition.Present(List.of(shape.attribute())),
                numbers.isEmpty() ? Optional.empty() : Optional.of(new Condition.NumberIn(shape.attribute(), numbers)));
    }

    private static <E> Optional<Filter> linkedOptions(FilterKey key, Shape.LinkedOptions<E> shape, Input input) {
        Attribute.Links<E> links = shape.attribute();
        Set<E> ids = new LinkedHashSet<>();
        given(input)
                .forEach(option -> ids.add(links.of()
                        .cast(links.of() == Long.class ? (Object) option.integer() : Texts.storable(option.text()))));
        return checkbox(
                key,
                input,
                new Condition.Linked(links),
                ids.isEmpty() ? Optional.empty() : Optional.of(new Condition.LinkedToAny<>(links, ids)));
    }

    private static Optional<Filter> conditionOptions(FilterKey key, Shape.ConditionOptions shape, Input input) {
        Set<Shape.Choice> chosen = new LinkedHashSet<>();
        for (Input option : given(input)) {
            requireOneOf(option, shape.options().keySet());
            chosen.add(Objects.requireNonNull(shape.options().get(option.text())));
        }
        return checkbox(
                key,
                input,
                anyOf(shape.options().values()),
                chosen.isEmpty() ? Optional.empty() : Optional.of(anyOf(chosen)));
    }

    private static Condition anyOf(Collection<Shape.Choice> choices) {
        List<Condition> conditions =
                choices.stream().map(Shape.Choice::asCondition).toList();
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.AnyOf(conditions);
    }

    private static Optional<Filter> route(FilterKey key, Input input) {
        List<String> states =
                given(input).stream().map(Input::text).map(Texts::storable).toList();
        return checkbox(
                key,
                input,
                new Condition.RoutePasses(List.of()),
                states.isEmpty() ? Optional.empty() : Optional.of(new Condition.RoutePasses(states)));
    }

    private static List<Filter> data(FilterKey key, Input input) {
        return given(input).stream()
                .flatMap(option -> datum(key, option).stream())
                .toList();
    }

    private static Optional<Filter> datum(FilterKey key, Input option) {
        String header = Texts.storable(option.object()
                .required("key", "the header of a session's data")
                .text());
        CompositeComparison comparison = option.required("comparisonOption", "a comparison")
                .oneOf(CompositeComparison.class, Problem.INVALID_VALUE);
        String value =
                option.member("value").map(Input::text).map(Texts::storable).orElse("");
        boolean caseSensitive = option.member("caseSensitive").map(Input::flag).orElse(false);
        TextOperator operator = switch (comparison) {
            case NOT_IMPORTANT -> null;
            case CONTAINS, NOT_CONTAINS -> TextOperator.CONTAINS;
            case EQUALS, NOT_EQUALS -> TextOperator.EQUALS;
            case STARTS_WITH -> TextOperator.STARTS_WITH;
            case ENDS_WITH -> TextOperator.ENDS_WITH;
        };
        boolean negated =
                comparison == CompositeComparison.NOT_CONTAINS || comparison == CompositeComparison.NOT_EQUALS;
        return operator == null
                ? Optional.empty()
                : Optional.of(
                        new Filter(key, new Condition.DataMatches(header, operator, value, caseSensitive), negated));
    }

    private static List<Input> given(Input input) {
        List<Input> options = input.member("options").map(Input::elements).orElse(List.of());
        requireAtMost(MOST_OPTIONS, options.size(), input, "options");
        return options;
    }

    private static void requireOneOf(Input option, Set<String> values) {
        if (!values.contains(option.text())) {
            throw Refused.field(
                    Problem.INVALID_VALUE, option.path(), option.text(), "one of " + String.join(", ", values));
        }
    }

    private static CheckboxComparison comparison(Input input) {
        return input.member("comparisonType")
                .map(c -> c.oneOf(CheckboxComparison.class, Problem.INVALID_VALUE))
                .orElse(CheckboxComparison.DEFAULT);
    }

    /**
     * Returns the filter for one of the five comparisons of options.
     *
     * @param any condition that a value is present
     * @param chosen condition that a chosen option is present; empty when no option was chosen, which restricts nothing
     *     (our decision)
     */
    private static Optional<Filter> checkbox(
            FilterKey key, Input input, Condition any, Optional<? extends Condition> chosen) {
        return switch (comparison(input)) {
            case NOT_IMPORTANT -> Optional.empty();
            case EXISTS -> Optional.of(new Filter(key, any, false));
            case NOT_EXISTS -> Optional.of(new Filter(key, any, true));
            case CONTAINS -> chosen.map(c -> new Filter(key, c, false));
            case NOT_CONTAINS -> chosen.map(c -> new Filter(key, c, true));
        };
    }

    private static Optional<Filter> radio(FilterKey key, Shape.Radio shape, Input input) {
        Optional<Input> option = input.member("option");
        if (option.isEmpty()) {
            return Optional.empty();
        }
        requireOneOf(option.get(), shape.options().keySet());
        Shape.Choice choice =
                Objects.requireNonNull(shape.options().get(option.get().text()));
        Condition condition = choice.condition();
        return condition == null ? Optional.empty() : Optional.of(new Filter(key, condition, choice.negated()));
    }
}
