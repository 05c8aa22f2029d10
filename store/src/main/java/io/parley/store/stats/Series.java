// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import java.time.Instant;
import java.util.List;

/**
 * The values of all buckets of a period, in order.
 *
 * @param points all buckets; empty ones have the value 0
 */
public record Series(List<Point> points) {
    public static final Series EMPTY = new Series(List.of());

    public Series {
        points = List.copyOf(points);
    }

    /** @param start start of the bucket */
    public record Point(Instant start, double value) {}

    /** Returns the sum over all buckets. */
    public double total() {
        return points.stream().mapToDouble(Point::value).sum();
    }
}
