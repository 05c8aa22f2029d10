// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterCondition.MomentWithin;
import io.parley.core.filter.FilterSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The time range of a statistic. It includes both ends, like ranges in filters; an end that is null is open. */
record Period(@Nullable Instant from, @Nullable Instant to) {

    /** Returns the time range to which the filters restrict rows with that time. */
    static Period of(FilterSet filters, Attribute.Moment moment) {
        Instant from = null;
        Instant to = null;
        for (var condition : filters.positive(moment.scope()).toList()) {
            if (condition instanceof MomentWithin within && within.attribute().equals(moment)) {
                from = from == null || within.from() != null && within.from().isAfter(from) ? within.from() : from;
                to = to == null || within.to() != null && within.to().isBefore(to) ? within.to() : to;
            }
        }
        return new Period(from, to);
    }

    /**
     * Returns whole days, including the last; the end is the last microsecond of that day, as the store's resolution is
     * a microsecond.
     */
    static Period ofDays(LocalDate first, LocalDate last, ZoneId zone) {
        return new Period(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS));
    }
}
