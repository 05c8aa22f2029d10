// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.error.ApiException;
import java.util.List;
import java.util.Map;

/**
 * What became of the records of one submission.
 *
 * @param changes of each record, in order, whether it changed the log: false for one that the log held already, in this version or a
 *     later one, and for one that was refused
 * @param refused of records that were refused, why, by their places from 0: the key of what they speak of is that of something else
 */
public record SubmissionResult(List<Boolean> changes, Map<Integer, ApiException> refused) {
    public SubmissionResult {
        changes = List.copyOf(changes);
        refused = Map.copyOf(refused);
    }
}
