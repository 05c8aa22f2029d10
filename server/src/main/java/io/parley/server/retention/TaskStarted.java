// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.store.task.Task;
import java.time.Instant;

/** A task that was taken on, told of as reports are (contract). */
record TaskStarted(String requestId, Instant requestTime) {
    static TaskStarted of(Task task) {
        return new TaskStarted(task.id(), task.createdAt());
    }
}
