// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** How tasks of some kinds are done. */
public interface Job {

    /** The kinds of task that this does. */
    Set<String> kinds();

    /**
     * Does a task. It may have been begun before, by a server that went down in the middle, and is done from its beginning then.
     *
     * @param file where to write; it is kept when the task has a file name and is completed
     * @return how many rows were done
     * @throws io.parley.core.problem.Refused when the task cannot be done; its words are the task's failure
     */
    long perform(Task task, Path file, Progress progress) throws IOException;
}
