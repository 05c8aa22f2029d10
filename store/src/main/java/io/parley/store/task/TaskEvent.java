// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** The events, of a task that writes a file, that are sent to webhooks. */
public enum TaskEvent {
    COMPLETED,
    FAILED
}
