// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.server.http.Extra;
import io.parley.server.http.Extras;
import io.parley.server.task.TaskDescription;
import io.parley.server.task.TaskKinds;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Report task in responses (contract).
 *
 * @param report the last part of the path that started it (our addition, because the contract does not have a type
 *     for each report); {@code cleanup} or {@code erasure} for a task that deletes data
 * @param filters as they were sent (our addition); null when there were none
 * @param settings including defaults; null in an answer without additions, if the contract lacks the file type
 * @param projectShortName null for a report of several projects
 * @param writeCount rows written so far
 * @param totalCount rows to write; null before they are counted
 * @param fileUrl absolute URL, which requires a token of the account or a login; null before the task is completed,
 *     and for a task without a file
 * @param error why the report failed, or why its file was deleted (our addition)
 */
public record ReportTaskInfo(
        String taskId,
        long accountId,
        Instant creationTime,
        TaskStatus status,
        String reportType,
        @Extra String report,
        @Extra @Nullable JsonNode filters,
        @Nullable ReportSettings settings,
        @Nullable String projectShortName,
        long writeCount,
        @Nullable Long totalCount,
        @Nullable String fileUrl,
        @Nullable String fileName,
        @Extra @Nullable String error) {

    /** @param reporter base URL of the Reporter API for the recipient, such as {@code https://host/api/v1/reporter} */
    public static ReportTaskInfo of(Task task, TaskKinds kinds, String reporter) {
        TaskDescription description = kinds.describe(task);
        return description instanceof ReportDescription report
                ? of(
                        task,
                        reporter,
                        task.kind(),
                        report,
                        report.request().filters(),
                        report.request().settings())
                : of(task, reporter, Report.MESSAGES.type(), description, null, ReportSettings.DEFAULT);
    }

    /** Returns what an answer says of the task. */
    ReportTaskInfo in(HttpServletRequest request) {
        return Extras.given(request) || settings == null || !settings.fileType().isExtra()
                ? this
                : new ReportTaskInfo(
                        taskId,
                        accountId,
                        creationTime,
                        status,
                        reportType,
                        report,
                        filters,
                        null,
                        projectShortName,
                        writeCount,
                        totalCount,
                        fileUrl,
                        fileName,
                        error);
    }

    private static ReportTaskInfo of(
            Task task,
            String reporter,
            String type,
            TaskDescription description,
            @Nullable JsonNode filters,
            ReportSettings settings) {
        return new ReportTaskInfo(
                task.id(),
                task.accountId(),
                task.createdAt(),
                task.status(),
                type,
                description.path(),
                filters,
                settings,
                description.projectShortName(),
                task.writeCount(),
                task.totalCount(),
                hasFile(task) ? reporter + "/reports/tasks/" + task.id() + "/file" : null,
                task.fileName(),
                task.failure());
    }

    /**
     * Returns whether a file can be downloaded: not for a task without one, and not if the file was deleted because of
     * its content.
     */
    static boolean hasFile(Task task) {
        return task.status() == TaskStatus.COMPLETED && task.fileName() != null && task.failure() == null;
    }
}
