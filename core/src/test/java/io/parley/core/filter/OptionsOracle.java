// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.log.TextNormalizer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@link Oracle} for filter options and value ranges: counts message by message. */
public final class OptionsOracle {
    private final Oracle oracle;

    public OptionsOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /**
     * Returns the number of messages by option among those that match the other filters; 0 for fixed options without
     * any.
     */
    public Map<String, Long> options(Collection<Long> projects, FilterKey key, FilterSet filters) {
        FilterSet others = filters.without(key);
        List<Oracle.Said> messages = oracle.said(projects, others).toList();
        return switch (key.shapes().getFirst()) {
            case ValueSchema.Text free -> Map.of();
            case ValueSchema.DateTimeRange free -> Map.of();
            case ValueSchema.NumericRange free -> Map.of();
            case ValueSchema.CustomFields free -> Map.of();
            case ValueSchema.Radio radio -> none(radio.options().keySet());
            case ValueSchema.ConditionOptions shape -> {
                Map<String, Long> counts = new TreeMap<>();
                shape.options()
                        .forEach((value, choice) -> counts.put(
                                value,
                                messages.stream()
                                        .filter(said -> Oracle.holds(choice.asCondition(), said.facts(shape.scope())))
                                        .count()));
                yield counts;
            }
            case ValueSchema.Options shape -> {
                Attribute.Text attribute = shape.attributes().getFirst();
                yield count(
                        messages,
                        said -> {
                            String value = attribute.read().apply(said.facts(attribute.scope()));
                            boolean tree = shape.operator() == FilterCondition.TextOperator.BELOW;
                            return value == null
                                    ? List.of()
                                    : tree
                                            ? withAllAbove(value)
                                            : List.of(shape.caseSensitive() ? value : TextNormalizer.folded(value));
                        },
                        attribute.isId());
            }
            case ValueSchema.NumberOptions shape ->
                count(messages, said -> {
                    Double value = shape.attribute()
                            .read()
                            .apply(said.facts(shape.attribute().scope()));
                    return value == null
                            ? List.of()
                            : List.of(BigDecimal.valueOf(value)
                                    .stripTrailingZeros()
                                    .toPlainString());
                });
            case ValueSchema.LinkedOptions<?> shape -> {
                Scope scope = shape.attribute().scope();
                Map<String, Long> counts = count(messages, said -> {
                    Set<?> linked = shape.attribute().read().apply(said.facts(scope));
                    return linked == null
                            ? List.of()
                            : linked.stream().map(Object::toString).toList();
                });
                if (shape.attribute().of() == Long.class) {
                    oracle.catalogue(scope).forEach(id -> counts.putIfAbsent(id.toString(), 0L));
                }
                yield counts;
            }
            case ValueSchema.Route route ->
                count(messages, said -> {
                    var turn = said.dialogue().message().turn();
                    String state = turn.isClientMessage() ? turn.routeState() : null;
                    return state == null ? List.of() : withAllAbove(state);
                });
            case ValueSchema.Data data ->
                count(messages, said -> List.copyOf(said.session().data().keySet()));
        };
    }

    /** Returns all values of a range's attribute in the rows that match the other filters. */
    public Stream<Double> values(Collection<Long> projects, FilterKey key, FilterSet filters) {
        FilterSet others = filters.without(key);
        for (ValueSchema shape : key.shapes()) {
            if (shape instanceof ValueSchema.NumericRange range) {
                return facts(projects, range.attribute().scope(), others)
                        .map(facts -> range.attribute().read().apply(facts))
                        .filter(Objects::nonNull);
            }
            if (shape instanceof ValueSchema.DateTimeRange range) {
                return facts(projects, range.attribute().scope(), others)
                        .map(facts -> (double)
                                Objects.requireNonNull(range.attribute().read().apply(facts))
                                        .toEpochMilli());
            }
        }
        throw new IllegalArgumentException(key + " is no range");
    }

    private Stream<FilterContext> facts(Collection<Long> projects, Scope scope, FilterSet filters) {
        return switch (scope) {
            case MESSAGE -> oracle.said(projects, filters).map(said -> said.facts(scope));
            case SESSION -> oracle.sessions(projects, filters).stream().map(Oracle.Session::facts);
            case CLIENT -> oracle.clients(projects, filters).stream().map(FilterContext.OfClient::new);
        };
    }

    private static Map<String, Long> none(Set<String> values) {
        return values.stream().collect(Collectors.toMap(value -> value, value -> 0L));
    }

    private static Map<String, Long> count(List<Oracle.Said> messages, Function<Oracle.Said, List<String>> values) {
        return count(messages, values, false);
    }

    /** @param isId whether spellings that are canonically equal are different values */
    private static Map<String, Long> count(
            List<Oracle.Said> messages, Function<Oracle.Said, List<String>> values, boolean isId) {
        Map<String, List<String>> found = messages.stream()
                .flatMap(said -> values.apply(said).stream())
                .collect(Collectors.groupingBy(
                        value -> isId ? value : TextNormalizer.canonical(value), TreeMap::new, Collectors.toList()));
        Map<String, Long> counts = new TreeMap<>();
        found.values()
                .forEach(spellings -> counts.put(
                        spellings.stream().min(TextNormalizer.ORDER).orElseThrow(), (long) spellings.size()));
        return counts;
    }

    /** Returns the path and its ancestors: {@code /a/b/c}, {@code /a/b}, {@code /a}. */
    private static List<String> withAllAbove(String path) {
        List<String> paths = new ArrayList<>();
        paths.add(path);
        for (int i = path.length() - 1; i > 0; i--) {
            if (path.charAt(i) == '/') {
                paths.add(path.substring(0, i));
            }
        }
        return paths;
    }
}
