// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a webhook is told.
 *
 * @param attempts how often it was sent, or begun to be
 * @param nextAttemptAt when it is to be sent; null when it has ended
 * @param responseStatus the HTTP status of the last answer; null when there was none
 * @param error why the last attempt failed; null when it did not
 * @param createdAt when the task ended
 * @param endedAt null while it is pending
 */
public record Delivery(
        long id,
        long webhookId,
        String taskId,
        TaskEvent event,
        DeliveryStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer responseStatus,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant endedAt) {}
