// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.FilterCondition;

/**
 * A condition that a row must or must not satisfy.
 *
 * @param wanted whether the condition must be true; otherwise it must be false
 */
public record MetricCondition(FilterCondition condition, boolean wanted) {
    static MetricCondition is(FilterCondition condition) {
        return new MetricCondition(condition, true);
    }

    static MetricCondition isNot(FilterCondition condition) {
        return new MetricCondition(condition, false);
    }
}
