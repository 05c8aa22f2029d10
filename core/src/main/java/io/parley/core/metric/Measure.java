// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.FilterCondition;

/** An aggregate over the rows of a metric. */
public sealed interface Measure {

    /** The number of rows. */
    record Count() implements Measure {}

    /** The share of rows that satisfy a condition. */
    record Share(FilterCondition kind) implements Measure {}

    /** The sum of a quantity over the rows that have it. */
    record Sum(Quantity quantity) implements Measure {}

    /** The mean of a quantity over the rows that have it. */
    record Mean(Quantity quantity) implements Measure {}

    /** The median and the 95th percentile of a quantity over the rows that have it. */
    record Percentiles(Quantity quantity) implements Measure {}

    /** The number of rows in each group, and its share of all rows. */
    record Distribution(Grouping grouping) implements Measure {}

    /** The number of distinct clients, in each bucket and in total. */
    record Clients(Which which) implements Measure {
        /** Clients to count, relative to a bucket in which they wrote. */
        public enum Which {
            ALL,
            /** Clients with their first contact in the bucket, or for the total, in the period. */
            NEW,
            /** Clients with a contact before the bucket, or for the total, before the period. */
            RETURNING
        }
    }

    /** The number of rows by day of the week and hour, in the caller's time zone. */
    record WeekdayHours() implements Measure {}
}
