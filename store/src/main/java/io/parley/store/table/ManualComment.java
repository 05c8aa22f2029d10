// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last manual change of a message's comment.
 *
 * @param comment null when it was removed
 * @param at never before the time of the message
 */
public record ManualComment(
        long projectId,
        long clientKey,
        long messageKey,
        @Nullable String comment,
        Instant at) {}
