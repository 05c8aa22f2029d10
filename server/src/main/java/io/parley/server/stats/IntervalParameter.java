// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import io.parley.core.time.Interval;
import io.parley.server.http.QueryParameters;

/** Parser of the width of time buckets in a request (contract). */
final class IntervalParameter {
    private IntervalParameter() {}

    static Interval of(QueryParameters query) {
        Interval.Unit unit = query.oneOf("intervalType", Interval.Unit.class).orElse(Interval.DAY.unit());
        return new Interval(unit, query.integer("step", Interval.DAY.step()));
    }
}
