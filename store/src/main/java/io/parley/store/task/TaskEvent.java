// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** What webhooks are told of a task that writes a file. */
public enum TaskEvent {
    COMPLETED,
    FAILED
}
