// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** The status of a delivery. */
public enum WebhookDeliveryStatus {
    /** Waits for its first or next attempt. */
    PENDING,
    DELIVERED,
    /** Given up after the last attempt. */
    FAILED
}
