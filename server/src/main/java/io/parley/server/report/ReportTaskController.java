// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.server.http.Extra;
import io.parley.server.http.Pagination;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestAddress;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.task.TaskFiles;
import io.parley.server.task.TaskKinds;
import io.parley.server.task.TaskWorker;
import io.parley.store.account.Project;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints to list reports, download their files, write them again and delete them. */
@RestController
class ReportTaskController {
    private static final String TASKS = Principal.REPORTER + "/reports";

    private final TaskRepository tasks;
    private final TaskKinds kinds;
    private final TaskFiles files;
    private final TaskWorker worker;
    private final ReportTaskFactory reporting;

    ReportTaskController(
            TaskRepository tasks, TaskKinds kinds, TaskFiles files, TaskWorker worker, ReportTaskFactory reporting) {
        this.tasks = tasks;
        this.kinds = kinds;
        this.files = files;
        this.worker = worker;
        this.reporting = reporting;
    }

    /**
     * Page of the list. All members but the tasks are our addition, like the parameters for a page.
     *
     * @param completedCount number of completed tasks of all pages
     */
    record TaskList(@Extra Pagination paging, @Extra int completedCount, List<ReportTaskInfo> tasks) {}

    // ---- Watching

    @RequiresPermission(Permission.READ)
    @GetMapping(TASKS)
    TaskList list(Principal caller, HttpServletRequest request) {
        String reporter = RequestAddress.base(request) + caller.address();
        QueryParameters query = new QueryParameters(request);
        // Without paging parameters the page has the largest size, which is the whole list in most accounts.
        Page<Task> page =
                tasks.list(caller.accountId(), caller.onlyProjectId(), kinds.all(), query.page(PageRequest.MAX_SIZE));
        return new TaskList(
                Pagination.of(page),
                tasks.completed(caller.accountId(), caller.onlyProjectId(), kinds.all()),
                page.rows().stream()
                        .map(task -> ReportTaskInfo.of(task, kinds, reporter).in(request))
                        .toList());
    }

    @RequiresPermission(Permission.READ)
    @GetMapping(TASKS + "/tasks/{id}")
    ReportTaskInfo get(Principal caller, @PathVariable String id, HttpServletRequest request) {
        return ReportTaskInfo.of(task(caller, id), kinds, RequestAddress.base(request) + caller.address())
                .in(request);
    }

    private Task task(Principal caller, String id) {
        return tasks.get(caller.accountId(), caller.onlyProjectId(), id)
                .filter(task -> kinds.all().contains(task.kind()))
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.TASK, "reportGenerationTaskId", id, "the id of a task that is not deleted"));
    }

    // ---- Fetching

    @RequiresPermission(Permission.READ)
    @GetMapping(TASKS + "/tasks/{id}/file")
    ResponseEntity<Resource> file(Principal caller, @PathVariable String id, HttpServletRequest request)
            throws IOException {
        Task task = task(caller, id);
        if (task.status() == TaskStatus.FAILED) {
            throw ApiException.because(ErrorCode.TASK_FAILED, String.valueOf(task.failure()));
        }
        if (task.status() != TaskStatus.COMPLETED) {
            throw ApiException.field(
                    ErrorCode.NOT_FINISHED, "status", task.status(), "COMPLETED, before there is a file");
        }
        if (!ReportTaskInfo.hasFile(task)) {
            throw ApiException.because(
                    ErrorCode.FILE,
                    task.failure() == null ? "this task writes no file" : String.valueOf(task.failure()));
        }
        Path file = files.find(task.id())
                .orElseThrow(() -> ApiException.because(ErrorCode.FILE, "the file of this report is no longer there"));
        Resource resource = new FileSystemResource(file);
        if (!isWithin(resource, request.getHeader(HttpHeaders.RANGE))) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + resource.contentLength())
                    .build();
        }
        FileType type = ReportRequest.fromJson(task.request()).settings().fileType();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (request.getHeader(HttpHeaders.RANGE) != null) {
            // The web server compresses nothing with a strong tag, so that a range is one of the file.
            answer.eTag("\"" + task.id() + "\"");
        }
        return answer.contentType(MediaType.parseMediaType(type.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(String.valueOf(task.fileName()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(resource);
    }

    /**
     * Returns whether the file contains the requested range. Spring checks it too, but sends the whole file with the
     * status 416.
     */
    private static boolean isWithin(Resource file, @Nullable String range) {
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(range), file);
            return true;
        } catch (IllegalArgumentException beyond) {
            return false;
        }
    }

    // ---- Repeating

    /**
     * Starts the same report again, for those of its projects that the caller may still access; the former task
     * stays.
     */
    @RequiresPermission(Permission.READ)
    @PostMapping(TASKS + "/tasks/{id}/retry")
    ReportTaskInfo retry(Principal caller, @PathVariable String id, HttpServletRequest request) {
        Task former = task(caller, id);
        if (!ReportTaskHandler.KINDS.contains(former.kind())) {
            throw ApiException.field(
                    ErrorCode.TASK, "reportGenerationTaskId", id, "the id of a task that writes a report");
        }
        ReportRequest wanted = ReportRequest.fromJson(former.request());
        List<Project> projects = caller.projects().stream()
                .filter(project -> wanted.projects().containsKey(project.id()))
                .toList();
        Task again = tasks.addReport(reporting.task(wanted, caller.accountId(), projects));
        worker.call();
        return ReportTaskInfo.of(again, kinds, RequestAddress.base(request) + caller.address())
                .in(request);
    }

    // ---- Deleting

    /** Deletes a task; a running one is cancelled. */
    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping(TASKS + "/tasks/{id}")
    void delete(Principal caller, @PathVariable String id) {
        Task task = task(caller, id);
        if (!isDeletable(task)) {
            throw ApiException.because(
                    ErrorCode.TASK_GOES_ON,
                    "this task deletes data and cannot be taken back; it can be deleted when it is over");
        }
        tasks.delete(List.of(task.id()));
        if (task.status().isOver()) {
            files.delete(task.id());
        }
    }

    /** Deletes completed tasks. */
    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping(TASKS)
    void deleteCompleted(Principal caller) {
        deleteAll(caller, kinds.all(), Set.of(TaskStatus.COMPLETED));
    }

    /**
     * Deletes all tasks. Reports that are being written are cancelled; tasks that delete data stay until they have
     * ended.
     */
    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping(TASKS + "/all")
    void deleteAll(Principal caller) {
        // In this order, so that no task ends between the two steps and stays.
        deleteAll(caller, kinds.cancellable(), Set.of(TaskStatus.CREATED, TaskStatus.STARTED));
        deleteAll(caller, kinds.all(), Set.of(TaskStatus.COMPLETED, TaskStatus.FAILED));
    }

    private void deleteAll(Principal caller, Set<String> ofKinds, Set<TaskStatus> statuses) {
        List<String> deleted = tasks.deleteAll(caller.accountId(), caller.onlyProjectId(), ofKinds, statuses);
        if (statuses.stream().allMatch(TaskStatus::isOver)) {
            deleted.forEach(files::delete);
        }
    }

    private boolean isDeletable(Task task) {
        return kinds.cancellable().contains(task.kind()) || task.status().isOver();
    }
}
