// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Rows that a query has found, by the engine's own numbers of them. They are good for the rest of its transaction.
 *
 * @param number the engine's number of a row
 * @param numbers of the rows found, in the order of the query
 * @param areThese that a row is one of them
 */
public record FoundRows(Field<Long> number, List<Long> numbers, Condition areThese) {}
