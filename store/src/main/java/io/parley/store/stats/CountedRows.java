// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * The rows that a statistic counts.
 *
 * @param rows the table or join that contains them
 * @param wanted the condition that they match; all matching rows lie in the period
 * @param at the time of each row
 * @param period the requested time
 */
record CountedRows(Table<?> rows, Condition wanted, Field<Instant> at, Period period) {}
