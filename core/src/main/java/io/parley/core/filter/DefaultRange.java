// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/**
 * A time range that ends now, preselected in the UI. A request without the filter has no range.
 *
 * @param offset start relative to now, in units; negative because it lies in the past (our decision: the contract gives
 *     no sign)
 */
public record DefaultRange(long offset, Unit unit) {

    /** The contract's {@code DateTimeUnit}. */
    public enum Unit {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }
}
