// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.store.task.Task;
import java.time.Instant;

/** Task that was accepted, in the form that reports have (contract). */
record TaskStarted(String requestId, Instant requestTime) {
    static TaskStarted of(Task task) {
        return new TaskStarted(task.id(), task.createdAt());
    }
}
