// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** Whether a webhook knows. */
public enum DeliveryStatus {
    /** To be sent, for the first time or once more. */
    PENDING,
    DELIVERED,
    /** Given up. */
    FAILED
}
