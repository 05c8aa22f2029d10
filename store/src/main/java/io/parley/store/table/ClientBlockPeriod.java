// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a client was blocked.
 *
 * @param endedAt null while the client is blocked
 */
public record ClientBlockPeriod(
        long projectId,
        long clientKey,
        Instant begunAt,
        @Nullable Instant endedAt) {

    /** Returns whether the client was blocked at that time. */
    public boolean includes(Instant moment) {
        return !moment.isBefore(begunAt) && (endedAt == null || moment.isBefore(endedAt));
    }
}
