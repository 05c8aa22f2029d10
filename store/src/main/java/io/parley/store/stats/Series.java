// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import java.time.Instant;
import java.util.List;

/**
 * A value for each bucket of a period, in order.
 *
 * @param points buckets in which nothing happened are there, too, with 0
 */
public record Series(List<Point> points) {
    public static final Series EMPTY = new Series(List.of());

    public Series {
        points = List.copyOf(points);
    }

    /** @param start where the bucket begins */
    public record Point(Instant start, double value) {}

    /** The sum over all buckets. */
    public double total() {
        return points.stream().mapToDouble(Point::value).sum();
    }
}
