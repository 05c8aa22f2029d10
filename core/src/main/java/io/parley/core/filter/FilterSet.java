// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * The filters of one request, combined with AND.
 *
 * @param customFields values of responses that the request selects as separate fields
 */
public record FilterSet(List<Filter> filters, List<CustomField> customFields) {
    public static final FilterSet EMPTY = new FilterSet(List.of(), List.of());

    public FilterSet {
        filters = List.copyOf(filters);
        customFields = List.copyOf(customFields);
    }

    /** Returns the conditions of a scope that a row must satisfy. */
    public Stream<FilterCondition> positive(Scope scope) {
        return filters.stream().filter(f -> f.scope() == scope && !f.negated()).map(Filter::condition);
    }

    /** Returns the conditions of a scope that a row must not satisfy. */
    public Stream<FilterCondition> negative(Scope scope) {
        return filters.stream().filter(f -> f.scope() == scope && f.negated()).map(Filter::condition);
    }

    /** Returns whether any filter has the scope. */
    public boolean asksOf(Scope scope) {
        return filters.stream().anyMatch(filter -> filter.scope() == scope);
    }

    /** Returns these filters without those of one key. */
    public FilterSet without(FilterKey key) {
        return new FilterSet(
                filters.stream().filter(filter -> filter.key() != key).toList(), customFields);
    }

    /** Returns these filters and one more. */
    public FilterSet and(Filter filter) {
        return new FilterSet(Stream.concat(filters.stream(), Stream.of(filter)).toList(), customFields);
    }
}
