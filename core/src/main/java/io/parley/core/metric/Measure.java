// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.Condition;

/** What is made of the rows of a metric. */
public sealed interface Measure {

    /** How many rows there are. */
    record Count() implements Measure {}

    /** Of which part of the rows a condition holds. */
    record Share(Condition kind) implements Measure {}

    /** The sum of a number, over the rows that have it. */
    record Sum(Quantity quantity) implements Measure {}

    /** The mean of a number, over the rows that have it. */
    record Mean(Quantity quantity) implements Measure {}

    /** The median and the 95th percentile of a number, over the rows that have it. */
    record Percentiles(Quantity quantity) implements Measure {}

    /** How many rows are in each group, and which part of all rows that is. */
    record Distribution(Grouping grouping) implements Measure {}

    /** How many clients the rows have, each counted once in every bucket and once in total. */
    record Clients(Which which) implements Measure {
        /** Which clients, seen from a bucket in which they wrote. */
        public enum Which {
            ALL,
            /** Those whose first contact ever is in the bucket, or, in total, in the period. */
            NEW,
            /** Those who had been there before the bucket, or before the period. */
            RETURNING
        }
    }

    /** How many rows there are on each day of the week at each hour, by the caller's clock. */
    record WeekdayHours() implements Measure {}
}
