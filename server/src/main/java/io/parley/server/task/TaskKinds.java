// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.task.Task;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of task that this server executes. A bean of type {@link TaskHandler} adds its kinds. */
@Component
public final class TaskKinds {
    private final Map<String, TaskHandler> handlers;
    private final Set<String> cancellable;

    /** @throws IllegalStateException when two handlers have the same kind */
    public TaskKinds(Collection<TaskHandler> handlers) {
        this.handlers = handlers.stream()
                .flatMap(handler -> handler.kinds().stream().map(kind -> Map.entry(kind, handler)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.cancellable = this.handlers.entrySet().stream()
                .filter(entry -> entry.getValue().isCancellable())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the names of all kinds, as in the task table. */
    public Set<String> all() {
        return handlers.keySet();
    }

    /** Returns the names of the kinds whose tasks may be deleted before they have ended. */
    public Set<String> cancellable() {
        return cancellable;
    }

    /**
     * Returns the description of a task.
     *
     * @throws IllegalArgumentException when no handler has the task's kind
     */
    public TaskDescription describe(Task task) {
        return handler(task).describe(task);
    }

    TaskHandler handler(Task task) {
        TaskHandler handler = handlers.get(task.kind());
        if (handler == null) {
            throw new IllegalArgumentException("no handler of tasks of the kind " + task.kind());
        }
        return handler;
    }
}
