// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The row ids that a query has found. They are valid until the end of its transaction.
 *
 * @param number the engine's row id
 * @param numbers ids of the found rows, in the order of the query
 * @param areThese the condition that a row is one of them
 */
public record RowIds(Field<Long> number, List<Long> numbers, Condition areThese) {}
