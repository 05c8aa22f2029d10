// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.util.Map;

/** Rows by their keys. */
public final class RequiredRow {
    private RequiredRow() {}

    /** Returns the row of a key that the log itself refers to; a missing row is an error of the store. */
    public static <K, R> R found(Map<K, R> rows, K key) {
        R row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("the log refers to the key " + key + ", which is not there");
        }
        return row;
    }
}
