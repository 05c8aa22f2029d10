// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * The filters of one request; all of them apply together.
 *
 * @param customFields values out of responses that the caller wants to see
 */
public record FilterSet(List<Filter> filters, List<CustomField> customFields) {
    public static final FilterSet EMPTY = new FilterSet(List.of(), List.of());

    public FilterSet {
        filters = List.copyOf(filters);
        customFields = List.copyOf(customFields);
    }

    /** The conditions on one scope that a row has to satisfy. */
    public Stream<Condition> positive(Scope scope) {
        return filters.stream().filter(f -> f.scope() == scope && !f.negated()).map(Filter::condition);
    }

    /** The conditions on one scope that a row must not satisfy. */
    public Stream<Condition> negative(Scope scope) {
        return filters.stream().filter(f -> f.scope() == scope && f.negated()).map(Filter::condition);
    }

    /** Whether any filter is true of things of that scope. */
    public boolean asksOf(Scope scope) {
        return filters.stream().anyMatch(filter -> filter.scope() == scope);
    }

    /** These filters but those of one key. */
    public FilterSet without(FilterKey key) {
        return new FilterSet(
                filters.stream().filter(filter -> filter.key() != key).toList(), customFields);
    }

    /** These filters and one more. */
    public FilterSet and(Filter filter) {
        return new FilterSet(Stream.concat(filters.stream(), Stream.of(filter)).toList(), customFields);
    }
}
