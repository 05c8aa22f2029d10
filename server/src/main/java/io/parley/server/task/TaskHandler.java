// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Executes tasks of certain kinds. A bean of this type registers its kinds; workers and the list of tasks know no other
 * kinds.
 */
public interface TaskHandler {

    /** Returns the kinds of task that it executes. */
    Set<String> kinds();

    /** Returns whether a task that has not ended may be deleted, which cancels it. */
    boolean isCancellable();

    /** Returns the description of a task of one of these kinds. */
    TaskDescription describe(Task task);

    /**
     * Executes a task. After a crash of a server in the middle, the task is executed again from its beginning.
     *
     * @param file where to write; it is kept when the task has a file name and is completed
     * @return the number of rows that were processed
     * @throws io.parley.core.error.ApiException when the task cannot be executed; its message becomes the task's failure
     */
    long perform(Task task, Path file, TaskProgress progress) throws IOException;
}
