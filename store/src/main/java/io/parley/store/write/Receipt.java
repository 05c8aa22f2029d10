// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import java.util.List;

/**
 * What became of the records of one submission.
 *
 * @param changes of each record, in order, whether it changed the log: false for one that the log held already, in this version or a
 *     later one
 */
public record Receipt(List<Boolean> changes) {
    public Receipt {
        changes = List.copyOf(changes);
    }
}
