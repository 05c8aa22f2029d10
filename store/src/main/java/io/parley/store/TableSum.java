// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

/**
 * What a table holds, in two numbers.
 *
 * @param rows how many there are
 * @param checksum of all values of all rows, in whatever order
 */
public record TableSum(long rows, long checksum) {
    static final TableSum EMPTY = new TableSum(0, 0);

    TableSum and(long rowsHash) {
        return new TableSum(rows + 1, checksum + rowsHash);
    }
}
