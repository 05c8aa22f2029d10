// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.store.account.Project;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kinds of task that delete data and write no file. They are listed among the reports; one that has not ended cannot
 * be deleted.
 */
public enum MaintenanceTask {
    /** Deletes the content of old messages. */
    CLEANUP,
    /** Erases a client. */
    ERASURE;

    static final Set<String> KINDS = Arrays.stream(values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns the value that takes the place of the last part of a report's path. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parameters of a task.
     *
     * @param before for a cleanup: the content of messages before this time is deleted
     * @param clientKey for an erasure: the client to erase
     */
    public record Request(
            long projectId,
            String projectShortName,
            @Nullable Instant before,
            @Nullable Long clientKey) {

        public static Request of(Task task) {
            return JSON.readValue(task.request(), Request.class);
        }

        /** Returns JSON; equal requests have equal texts. */
        public String toJson() {
            return JSON.writeValueAsString(this);
        }
    }

    /**
     * Creates a task that cleans up a project; it is not in the queue yet.
     *
     * @param before the content of messages before this time is deleted
     */
    public static Task cleanup(Project project, Instant before, Instant now) {
        return CLEANUP.task(project.accountId(), new Request(project.id(), project.shortName(), before, null), now);
    }

    /** Creates a task that erases a client; it is not in the queue yet. */
    public static Task erasure(Project project, long clientKey, Instant now) {
        return ERASURE.task(project.accountId(), new Request(project.id(), project.shortName(), null, clientKey), now);
    }

    private Task task(long accountId, Request request, Instant now) {
        return new Task(
                UUID.randomUUID().toString(),
                accountId,
                request.projectId(),
                name(),
                request.toJson(),
                TaskStatus.CREATED,
                0,
                null,
                null,
                null,
                now,
                null);
    }
}
