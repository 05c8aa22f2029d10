// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/**
 * A range of time that ends now, offered to people first; a request without the filter has no range.
 *
 * @param offset where it begins, in units from now: negative, for it lies in the past (our decision: the contract names no sign)
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
