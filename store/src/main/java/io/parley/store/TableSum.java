// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

/**
 * The content of a table, summarised in two numbers.
 *
 * @param rows number of rows
 * @param checksum of all values of all rows, independent of their order
 */
public record TableSum(long rows, long checksum) {
    static final TableSum EMPTY = new TableSum(0, 0);

    TableSum and(long rowsHash) {
        return new TableSum(rows + 1, checksum + rowsHash);
    }
}
