// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.util.Map;

/** Rows by their 64-bit keys. */
public final class RowKeys {
    private RowKeys() {}

    /** The row of a key that the log itself refers to; its absence is a fault of the store. */
    public static <R> R found(Map<Long, R> rows, long key) {
        R row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("the log refers to the key " + key + ", which is not there");
        }
        return row;
    }
}
