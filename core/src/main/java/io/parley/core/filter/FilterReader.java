package io.parley.core.filter;

import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads filters as clients send them ({@code FiltersDto}) into {@link FilterSet checked filters}. Missing optional members,
 * unknown extra ones and numbers sent as text are accepted; whatever cannot be meant is refused by name.
 */
public final class FilterReader {
    private FilterReader() {}

    /** How options are compared (the contract's {@code CheckboxComparisonType}). */
    private enum CheckboxComparison {
        NOT_IMPORTANT,
        NOT_EXISTS,
        EXISTS,
        CONTAINS,
        NOT_CONTAINS
    }

    /** How texts are compared (the contract's {@code TextComparisonType}). */
    private enum TextComparison {
        NOT_IMPORTANT,
        CONTAINS,
        NOT_CONTAINS,
        EQUALS
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
        return body.object()
                .member("filters")
                .map(filters -> new FilterSet(filters.elements().stream()
                        .map(FilterReader::filter)
                        .flatMap(Optional::stream)
                        .toList()))
                .orElse(FilterSet.EMPTY);
    }

    /** One filter; empty when it restricts nothing. */
    private static Optional<Filter> filter(Input input) {
        input.object();
        FilterKey key = input.required("key", "a filter key")
                .oneOf(FilterKey.class, Problem.UNKNOWN_FILTER_KEY);
        Input typeInput = input.required("type", key.typesInWords() + " for " + key);
        FilterType type = typeInput.oneOf(FilterType.class, Problem.UNKNOWN_FILTER_TYPE);
        Shape shape = key.shape(type)
                .orElseThrow(() -> Refused.field(
                        Problem.FILTER_TYPE_MISMATCH,
                        typeInput.path(),
                        type,
                        key.typesInWords() + " for the key " + key));
        return switch (shape) {
            case Shape.Text text -> text(key, text, input);
            case Shape.DateTimeRange range -> dateTimeRange(key, range, input);
            case Shape.NumericRange range -> numericRange(key, range, input);
            case Shape.Options options -> options(key, options, input);
            case Shape.LinkedOptions options -> linkedOptions(key, options, input);
            case Shape.Radio radio -> radio(key, radio, input);
        };
    }

    private static Optional<Filter> text(FilterKey key, Shape.Text shape, Input input) {
        TextComparison comparison = input.member("comparisonType")
                .map(c -> c.oneOf(TextComparison.class, Problem.INVALID_VALUE))
                .orElse(TextComparison.CONTAINS);
        boolean caseSensitive = input.member("isCaseSensitive").map(Input::flag).orElse(false);
        List<String> values = input.member("values").map(Input::texts).orElse(List.of()).stream()
                .map(Texts::storable)
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return switch (comparison) {
            case NOT_IMPORTANT -> Optional.empty();
            case CONTAINS -> matching(key, shape, Condition.TextOperator.CONTAINS, values, caseSensitive, false);
            case NOT_CONTAINS -> matching(key, shape, Condition.TextOperator.CONTAINS, values, caseSensitive, true);
            case EQUALS -> matching(key, shape, Condition.TextOperator.EQUALS, values, caseSensitive, false);
        };
    }

    private static Optional<Filter> matching(
            FilterKey key,
            Shape.Text shape,
            Condition.TextOperator operator,
            List<String> values,
            boolean caseSensitive,
            boolean negated) {
        return Optional.of(new Filter(
                key, new Condition.TextMatches(shape.attributes(), operator, values, caseSensitive), negated));
    }

    private static Optional<Filter> dateTimeRange(FilterKey key, Shape.DateTimeRange shape, Input input) {
        var from = input.optional("from", Input::instant);
        var to = input.optional("to", Input::instant);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new Condition.MomentWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> numericRange(FilterKey key, Shape.NumericRange shape, Input input) {
        var from = input.optional("from", Input::number);
        var to = input.optional("to", Input::number);
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(new Filter(key, new Condition.CountWithin(shape.attribute(), from, to), false));
    }

    private static Optional<Filter> options(FilterKey key, Shape.Options shape, Input input) {
        List<String> values = input.member("options").map(Input::texts).orElse(List.of()).stream()
                .map(Texts::storable)
                .toList();
        return checkbox(
                key,
                input,
                new Condition.Present(shape.attributes()),
                values.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Condition.TextMatches(
                                shape.attributes(),
                                Condition.TextOperator.EQUALS,
                                List.copyOf(new LinkedHashSet<>(values)),
                                shape.caseSensitive())));
    }

    private static Optional<Filter> linkedOptions(FilterKey key, Shape.LinkedOptions shape, Input input) {
        Set<Long> ids = new TreeSet<>();
        input.member("options").ifPresent(options -> options.elements().forEach(id -> ids.add(id.integer())));
        return checkbox(
                key,
                input,
                new Condition.Linked(shape.attribute()),
                ids.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Condition.LinkedToAny(shape.attribute(), ids)));
    }

    /**
     * The five comparisons of options.
     *
     * @param any something is there
     * @param chosen one of the options is there; empty when none was chosen, which restricts nothing (our decision)
     */
    private static Optional<Filter> checkbox(
            FilterKey key, Input input, Condition any, Optional<? extends Condition> chosen) {
        CheckboxComparison comparison = input.member("comparisonType")
                .map(c -> c.oneOf(CheckboxComparison.class, Problem.INVALID_VALUE))
                .orElse(CheckboxComparison.CONTAINS);
        return switch (comparison) {
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
        Optional<Condition> condition = shape.options().get(option.get().text());
        if (condition == null) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    option.get().path(),
                    option.get().text(),
                    "one of " + String.join(", ", new TreeSet<>(shape.options().keySet())));
        }
        return condition.map(c -> new Filter(key, c, false));
    }
}
