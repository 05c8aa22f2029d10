// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * What a statistic counts.
 *
 * @param rows where it is found
 * @param wanted which of the rows; all of them lie in the period
 * @param at when each happened
 * @param period the time that was asked for
 */
record Hits(Table<?> rows, Condition wanted, Field<Instant> at, Period period) {}
