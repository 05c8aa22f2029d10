// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric over a period.
 *
 * @param total over the whole period; it is computed separately, because only counts of rows add up
 * @param points one for each bucket; empty for metrics that are not computed over time
 * @param groups the largest first; only of distributions
 * @param hours without empty ones; only of metrics by weekday and hour
 */
public record MetricResult(MetricValue total, List<Point> points, List<Group> groups, List<Hour> hours) {

    /** @param start start of the bucket */
    public record Point(Instant start, MetricValue figure) {}

    /** @param share the share of all rows, including those without a group; null for none */
    public record Group(String key, long count, @Nullable Double share) {}

    /** @param hour 0 to 23 */
    public record Hour(DayOfWeek weekday, int hour, long count) {}
}
