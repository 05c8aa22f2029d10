// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

/** Where a background task stands (contract). */
public enum TaskStatus {
    CREATED,
    STARTED,
    STOPPED,
    COMPLETED,
    FAILED,
    DELETED;

    /** Whether nothing more will happen to it by itself. */
    public boolean isOver() {
        return this != CREATED && this != STARTED;
    }
}
