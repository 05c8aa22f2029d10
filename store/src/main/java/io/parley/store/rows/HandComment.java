// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a message last.
 *
 * @param comment null when it was taken away
 * @param at never before the message it was said of
 */
public record HandComment(
        long projectId,
        long clientKey,
        long messageKey,
        @Nullable String comment,
        Instant at) {}
