// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import org.jspecify.annotations.Nullable;

/** Description of a task for answers to callers; a kind of task may add more to it. */
public interface TaskDescription {

    /** Returns a name for this sort of task in addresses and answers, such as {@code sessions} or {@code cleanup}. */
    String path();

    /** Returns the project of the task; null for a task of several projects. */
    @Nullable
    String projectShortName();
}
