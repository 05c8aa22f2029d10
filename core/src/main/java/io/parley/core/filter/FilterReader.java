// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterCondition.TextOperator;
import io.parley.core.log.TextNormalizer;
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
        return filter.condition() instanceof FilterCondition.RoutePasses route
                ? Math.max(1, route.states().size())
                : 1;
    }

    private static void requireAtMost(int most, int count, JsonInput where, String what) {
        if (count > most) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, where.path(), count + " " + what, "at most " + most + " " + what);
        }
    }

    /**
     * Reads the member {@code filters} of a request's body.
     *
     * @param body the whole body; a missing body or member means no filters
     */
    public static FilterSet read(JsonInput body) {
        if (body.isNull()) {
            return FilterSet.EMPTY;
        }
        Optional<JsonInput> filters = body.object().member("filters");
        if (filters.isEmpty()) {
            return FilterSet.EMPTY;
        }
        List<Filter> read = new ArrayList<>();
        List<CustomField> customFields = new ArrayList<>();
        for (JsonInput filter : filters.get().elements()) {
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
    public static Set<String> chosen(JsonInput body, FilterKey key) {
        Set<String> chosen = new LinkedHashSet<>();
        if (!body.isNull()) {
            body.member("filters").map(JsonInput::elements).orElse(List.of()).stream()
                    .filter(filter ->
                            filter.required("key", "a filter key").oneOf(FilterKey.class, ErrorCode.UNKNOWN_FILTER_KEY)
                                    == key)
                    .forEach(filter -> {
                        filter.member("option").map(JsonInput::text).ifPresent(chosen::add);
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
    private static List<Filter> filters(JsonInput input, List<CustomField> customFields) {
        input.object();
        FilterKey key = input.required("key", "a filter key").oneOf(FilterKey.class, ErrorCode.UNKNOWN_FILTER_KEY);
        JsonInput typeInput = input.required("type", key.typesInWords() + " for " + key);
        FilterType type = typeInput.oneOf(FilterType.class, ErrorCode.UNKNOWN_FILTER_TYPE);
        ValueSchema shape = key.shape(type)
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.FILTER_TYPE_MISMATCH,
                        typeInput.path(),
                        type,
                        key.typesInWords() + " for the key " + key));
        return switch (shape) {
            case ValueSchema.Text text -> text(key, text, input).stream().toList();
            case ValueSchema.DateTimeRange range ->
                dateTimeRange(key, range, input).stream().toList();
            case ValueSchema.NumericRange range ->
                numericRange(key, range, input).stream().toList();
            case ValueSchema.Options options ->
                options(key, options, input).stream().toList();
            case ValueSchema.NumberOptions options ->
                numberOptions(key, options, input).stream().toList();
            case ValueSchema.LinkedOptions<?> options ->
                linkedOptions(key, options, input).stream().toList();
            case ValueSchema.ConditionOptions options ->
                conditionOptions(key, options, input).stream().toList();
            case ValueSchema.Radio radio -> radio(key, radio, input).stream().toList();
            case ValueSchema.Route route -> route(key, input).stream().toList();
            case ValueSchema.Data data -> data(key, input);
            case ValueSchema.CustomFields fields -> {
                input.member("responseDataJsonPaths")
                        .map(JsonInput::elements)
                        .orElse(List.of())
                        .forEach(path -> customFields.add(CustomField.read(path.path(), path.text())));
                yield List.of();
            }
        };
    }

    private static Optional<Filter> text(FilterKey key, ValueSchema.Text shape, JsonInput input) {
        TextComparison comparison = input.member("comparisonType")
                .map(c -> c.oneOf(TextComparison.class, ErrorCode.INVALID_VALUE))
                .orElse(TextComparison.DEFAULT);
        boolean caseSensitive =
                input.member("isCaseSensitive").map(JsonInput::flag).orElse(false);
        List<String> values = input.member("values").map(JsonInput::texts).orElse(List.of()).stream()
                .map(TextNormalizer::storable)
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
            ValueSchema.Text shape,
            TextOperator operator,
            List<String> values,
            boolean caseSensitive,
            boolean negated) {
        return Optional.of(new Filter(
                key, new FilterCondition.TextMatches(shape.attributes(), operator, values, caseSensitive), negated));
    }

    private static Optional<Filter> dateTimeRange(FilterKey key, ValueSchema.DateTimeRange shape, JsonInput input) {
        var from = input.optional("from", JsonInput::instant);
        var to = input.optional("to", JsonInput::upperEnd);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new FilterCondition.MomentWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> numericRange(FilterKey key, ValueSchema.NumericRange shape, JsonInput input) {
        var from = input.optional("from", JsonInput::number);
        var to = input.optional("to", JsonInput::number);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new FilterCondition.NumberWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> options(FilterKey key, ValueSchema.Options shape, JsonInput input) {
        List<JsonInput> given = given(input);
        if (shape.operator() == TextOperator.BELOW) {
            requireAtMost(MOST_SOUGHT, given.size(), input, "options");
        }
        List<String> values = given.stream()
                .map(JsonInput::text)
                .map(TextNormalizer::storable)
                .distinct()
                .toList();
        return checkbox(
                key,
                input,
                new FilterCondition.Present(shape.attributes()),
                values.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FilterCondition.TextMatches(
                                shape.attributes(), shape.operator(), values, shape.caseSensitive())));
    }

    private static Optional<Filter> numberOptions(FilterKey key, ValueSchema.NumberOptions shape, JsonInput input) {
        Set<Double> numbers = new TreeSet<>();
        given(input).forEach(option -> numbers.add(option.number()));
        return checkbox(
                key,
                input,
                new FilterCondition.Present(List.of(shape.attribute())),
                numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FilterCondition.NumberIn(shape.attribute(), numbers)));
    }

    private static <E> Optional<Filter> linkedOptions(
            FilterKey key, ValueSchema.LinkedOptions<E> shape, JsonInput input) {
        Attribute.Links<E> links = shape.attribute();
        Set<E> ids = new LinkedHashSet<>();
        given(input)
                .forEach(option -> ids.add(links.of()
                        .cast(
                                links.of() == Long.class
                                        ? (Object) option.integer()
                                        : TextNormalizer.storable(option.text()))));
        return checkbox(
                key,
                input,
                new FilterCondition.Linked(links),
                ids.isEmpty() ? Optional.empty() : Optional.of(new FilterCondition.LinkedToAny<>(links, ids)));
    }

    private static Optional<Filter> conditionOptions(
            FilterKey key, ValueSchema.ConditionOptions shape, JsonInput input) {
        Set<ValueSchema.Choice> chosen = new LinkedHashSet<>();
        for (JsonInput option : given(input)) {
            requireOneOf(option, shape.options().keySet());
            chosen.add(Objects.requireNonNull(shape.options().get(option.text())));
        }
        return checkbox(
                key,
                input,
                anyOf(shape.options().values()),
                chosen.isEmpty() ? Optional.empty() : Optional.of(anyOf(chosen)));
    }

    private static FilterCondition anyOf(Collection<ValueSchema.Choice> choices) {
        List<FilterCondition> conditions =
                choices.stream().map(ValueSchema.Choice::asCondition).toList();
        return conditions.size() == 1 ? conditions.getFirst() : new FilterCondition.AnyOf(conditions);
    }

    private static Optional<Filter> route(FilterKey key, JsonInput input) {
        List<String> states = given(input).stream()
                .map(JsonInput::text)
                .map(TextNormalizer::storable)
                .toList();
        return checkbox(
                key,
                input,
                new FilterCondition.RoutePasses(List.of()),
                states.isEmpty() ? Optional.empty() : Optional.of(new FilterCondition.RoutePasses(states)));
    }

    private static List<Filter> data(FilterKey key, JsonInput input) {
        return given(input).stream()
                .flatMap(option -> datum(key, option).stream())
                .toList();
    }

    private static Optional<Filter> datum(FilterKey key, JsonInput option) {
        String header = TextNormalizer.storable(option.object()
                .required("key", "the header of a session's data")
                .text());
        CompositeComparison comparison = option.required("comparisonOption", "a comparison")
                .oneOf(CompositeComparison.class, ErrorCode.INVALID_VALUE);
        String value = option.member("value")
                .map(JsonInput::text)
                .map(TextNormalizer::storable)
                .orElse("");
        boolean caseSensitive =
                option.member("caseSensitive").map(JsonInput::flag).orElse(false);
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
                : Optional.of(new Filter(
                        key, new FilterCondition.DataMatches(header, operator, value, caseSensitive), negated));
    }

    private static List<JsonInput> given(JsonInput input) {
        List<JsonInput> options =
                input.member("options").map(JsonInput::elements).orElse(List.of());
        requireAtMost(MOST_OPTIONS, options.size(), input, "options");
        return options;
    }

    private static void requireOneOf(JsonInput option, Set<String> values) {
        if (!values.contains(option.text())) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, option.path(), option.text(), "one of " + String.join(", ", values));
        }
    }

    private static CheckboxComparison comparison(JsonInput input) {
        return input.member("comparisonType")
                .map(c -> c.oneOf(CheckboxComparison.class, ErrorCode.INVALID_VALUE))
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
            FilterKey key, JsonInput input, FilterCondition any, Optional<? extends FilterCondition> chosen) {
        return switch (comparison(input)) {
            case NOT_IMPORTANT -> Optional.empty();
            case EXISTS -> Optional.of(new Filter(key, any, false));
            case NOT_EXISTS -> Optional.of(new Filter(key, any, true));
            case CONTAINS -> chosen.map(c -> new Filter(key, c, false));
            case NOT_CONTAINS -> chosen.map(c -> new Filter(key, c, true));
        };
    }

    private static Optional<Filter> radio(FilterKey key, ValueSchema.Radio shape, JsonInput input) {
        Optional<JsonInput> option = input.member("option");
        if (option.isEmpty()) {
            return Optional.empty();
        }
        requireOneOf(option.get(), shape.options().keySet());
        ValueSchema.Choice choice =
                Objects.requireNonNull(shape.options().get(option.get().text()));
        FilterCondition condition = choice.condition();
        return condition == null ? Optional.empty() : Optional.of(new Filter(key, condition, choice.negated()));
    }
}
