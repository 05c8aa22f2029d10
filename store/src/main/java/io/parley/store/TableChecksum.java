// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

/**
 * The content of a table, summarised in two numbers.
 *
 * @param rows number of rows
 * @param checksum of all values of all rows, independent of their order
 */
public record TableChecksum(long rows, long checksum) {
    static final TableChecksum EMPTY = new TableChecksum(0, 0);

    TableChecksum and(long rowsHash) {
        return new TableChecksum(rows + 1, checksum + rowsHash);
    }
}
