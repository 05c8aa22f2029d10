// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.server.task.Chore;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A report task as it is told of (contract).
 *
 * @param report the last part of the path at which it was started (our addition: the contract has not a type for each report); of a
 *     task that deletes data, {@code cleanup} or {@code erasure}
 * @param filters as they were sent (our addition); null when there were none
 * @param settings as they are followed, defaults filled in
 * @param projectShortName null for a report over several projects
 * @param writeCount rows written so far
 * @param totalCount rows there are to write; null before that is known
 * @param fileUrl absolute; needs a token of the account, or a log-in; null before the task is completed, and where there
 *     is no file
 * @param error why it failed, or why the file is gone (our addition)
 */
public record ReportTaskInfo(
        String taskId,
        long accountId,
        Instant creationTime,
        TaskStatus status,
        String reportType,
        String report,
        @Nullable JsonNode filters,
        ReportSettings settings,
        @Nullable String projectShortName,
        long writeCount,
        @Nullable Long totalCount,
        @Nullable String fileUrl,
        @Nullable String fileName,
        @Nullable String error) {
    /** The kinds of task that are told of. */
    static final Set<String> KINDS =
            Stream.concat(ReportJob.KINDS.stream(), Chore.KINDS.stream()).collect(Collectors.toUnmodifiableSet());

    /** @param reporter where the Reporter API is for whoever is told, such as {@code https://host/api/v1/reporter} */
    public static ReportTaskInfo of(Task task, String reporter) {
        Optional<Chore> chore = Chore.of(task);
        if (chore.isPresent()) {
            return of(
                    task,
                    reporter,
                    Report.MESSAGES.type(),
                    chore.get().path(),
                    null,
                    ReportSettings.DEFAULT,
                    Chore.Request.of(task).projectShortName());
        }
        ReportRequest request = ReportRequest.fromJson(task.request());
        Long projectId = task.projectId();
        return of(
                task,
                reporter,
                task.kind(),
                request.report().path(),
                request.filters(),
                request.settings(),
                projectId == null ? null : request.projects().get(projectId));
    }

    private static ReportTaskInfo of(
            Task task,
            String reporter,
            String type,
            String report,
            @Nullable JsonNode filters,
            ReportSettings settings,
            @Nullable String projectShortName) {
        return new ReportTaskInfo(
                task.id(),
                task.accountId(),
                task.createdAt(),
                task.status(),
                type,
                report,
                filters,
                settings,
                projectShortName,
                task.writeCount(),
                task.totalCount(),
                hasFile(task) ? reporter + "/reports/tasks/" + task.id() + "/file" : null,
                task.fileName(),
                task.failure());
    }

    /** Whether there is a file to fetch: not of a chore, nor where the file was taken away because of what it held. */
    static boolean hasFile(Task task) {
        return task.status() == TaskStatus.COMPLETED && task.fileName() != null && task.failure() == null;
    }
}
