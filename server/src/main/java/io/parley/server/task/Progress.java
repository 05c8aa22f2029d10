// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

/** How far a task has come. Noted in the task table from time to time, not at every call. */
public interface Progress {

    /** Says how many rows there are to do, as far as is known. */
    void total(long rows);

    /**
     * Says that so many more rows are done.
     *
     * @throws Cancelled when the task is no longer to be done
     */
    void done(int more);

    /**
     * Has something stopped when the task is no longer to be done; at once if that is so already.
     *
     * @param stop makes whatever the task waits for end, from another thread
     */
    void whenCancelled(Runnable stop);

    /** The task is no longer to be done here: it was deleted, or given to another worker. */
    final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
