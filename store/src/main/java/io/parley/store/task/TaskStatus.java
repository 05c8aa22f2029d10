// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** The status of a background task (contract). */
public enum TaskStatus {
    CREATED,
    STARTED,
    STOPPED,
    COMPLETED,
    FAILED,
    DELETED;

    /** Returns whether the task has ended or is deleted, so that no worker will change it. */
    public boolean isOver() {
        return this != CREATED && this != STARTED;
    }
}
