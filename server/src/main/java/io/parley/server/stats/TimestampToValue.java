// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import io.parley.store.stats.Series;
import java.util.List;

/**
 * Value of one bucket (contract).
 *
 * @param ts start of the bucket in the caller's time zone, in ms since 1970 (our decision: the contract names no
 *     unit)
 */
record TimestampToValue(long ts, double value) {

    static List<TimestampToValue> of(Series series) {
        return series.points().stream()
                .map(point -> new TimestampToValue(point.start().toEpochMilli(), point.value()))
                .toList();
    }
}
