// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

/** Progress of a task. It is written to the task table periodically, not at every call. */
public interface TaskProgress {

    /** Sets the estimated number of rows. */
    void total(long rows);

    /**
     * Adds to the number of processed rows.
     *
     * @throws Cancelled when the task was cancelled
     */
    void done(int more);

    /**
     * Registers an action for the task's cancellation; runs it at once if the task is cancelled already.
     *
     * @param stop ends any blocking operation of the task; called from another thread
     */
    void whenCancelled(Runnable stop);

    /** Thrown when the task was deleted, or is assigned to another worker. */
    final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
