// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.directory.Project;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tasks that write no file but delete data. They show among the reports; nobody can take one back that is not over. */
public enum Chore {
    /** Deletes the content of old messages. */
    CLEANUP,
    /** Erases a client. */
    ERASURE;

    public static final Set<String> KINDS =
            Arrays.stream(values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is called so where reports are called by the last part of their path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which chore a task is; empty for a report. */
    public static Optional<Chore> of(Task task) {
        return Arrays.stream(values())
                .filter(chore -> chore.name().equals(task.kind()))
                .findFirst();
    }

    /**
     * What a chore is to do.
     *
     * @param before of a cleanup: what was said before then loses its content
     * @param clientKey of an erasure: who is erased
     */
    public record Request(
            long projectId,
            String projectShortName,
            @Nullable Instant before,
            @Nullable Long clientKey) {

        public static Request of(Task task) {
            return JSON.readValue(task.request(), Request.class);
        }

        /** The same request always reads the same. */
        public String toJson() {
            return JSON.writeValueAsString(this);
        }
    }

    /**
     * A task that cleans a project up, which is not in the queue yet.
     *
     * @param before what was said before then loses its content
     */
    public static Task cleanup(Project project, Instant before, Instant now) {
        return CLEANUP.task(project.accountId(), new Request(project.id(), project.shortName(), before, null), now);
    }

    /** A task that erases a client, which is not in the queue yet. */
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
