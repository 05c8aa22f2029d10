package io.parley.server.report;

import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A report task as it is told of (contract).
 *
 * @param report the last part of the path at which it was started (our addition: the contract has not a type for each report)
 * @param filters as they were sent (our addition); null when there were none
 * @param settings as they are followed, defaults filled in
 * @param projectShortName null for a report over several projects
 * @param writeCount rows written so far
 * @param totalCount rows there are to write; null before that is known
 * @param fileUrl absolute; needs a token of the account, or a log-in; null before the task is completed
 * @param error why it failed (our addition)
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

    /** @param reporter where the Reporter API is for whoever is told, such as {@code https://host/api/v1/reporter} */
    public static ReportTaskInfo of(Task task, String reporter) {
        ReportRequest request = ReportRequest.fromJson(task.request());
        Long projectId = task.projectId();
        return new ReportTaskInfo(
                task.id(),
                task.accountId(),
                task.createdAt(),
                task.status(),
                task.kind(),
                request.report().path(),
                request.body().get("filters"),
                request.settings(),
                projectId == null ? null : request.projects().get(projectId),
                task.writeCount(),
                task.totalCount(),
                task.status() == TaskStatus.COMPLETED ? reporter + "/reports/tasks/" + task.id() + "/file" : null,
                task.fileName(),
                task.failure());
    }
}
