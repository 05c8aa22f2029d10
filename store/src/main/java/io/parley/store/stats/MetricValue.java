// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import org.jspecify.annotations.Nullable;

/**
 * The value of a metric over some rows.
 *
 * @param value the count, the share, the mean or the median; null where there are no rows to compute it from
 * @param p95 the 95th percentile, where the value is a median
 * @param counted the rows, or clients, that the value counts; for a mean or a median, those it is computed from
 * @param over for a share, the number of all rows; else null
 */
public record MetricValue(
        @Nullable Double value,
        @Nullable Double p95,
        long counted,
        @Nullable Long over) {
    static final MetricValue ZERO = new MetricValue(0.0, null, 0, null);
    static final MetricValue OF_NOTHING = new MetricValue(null, null, 0, null);
    static final MetricValue PART_OF_NOTHING = new MetricValue(null, null, 0, 0L);
}
