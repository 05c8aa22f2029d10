// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook.
 *
 * @param attempts how many attempts were started
 * @param nextAttemptAt time of the next attempt; null when it has ended
 * @param responseStatus the HTTP status of the last response; null when there was none
 * @param error why the last attempt failed; null when it did not
 * @param createdAt when the task ended
 * @param endedAt null while it is pending
 */
public record WebhookDelivery(
        long id,
        long webhookId,
        String taskId,
        TaskEvent event,
        WebhookDeliveryStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer responseStatus,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant endedAt) {}
