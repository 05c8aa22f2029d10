// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import org.jspecify.annotations.Nullable;

/**
 * What a metric comes to, over some rows.
 *
 * @param value the count, the part of one, the mean or the median; null where there is nothing to make it of
 * @param p95 the 95th percentile, where the value is a median
 * @param counted the rows, or clients, that the value counts; of a mean or a median, those it is made of
 * @param over of a share, what it is the part of; else null
 */
public record Figure(
        @Nullable Double value,
        @Nullable Double p95,
        long counted,
        @Nullable Long over) {
    static final Figure ZERO = new Figure(0.0, null, 0, null);
    static final Figure OF_NOTHING = new Figure(null, null, 0, null);
    static final Figure PART_OF_NOTHING = new Figure(null, null, 0, 0L);
}
