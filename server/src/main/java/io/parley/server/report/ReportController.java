package io.parley.server.report;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.core.words.Language;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.CallerZone;
import io.parley.server.web.Query;
import io.parley.server.web.WireForms;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.task.ReportTask;
import io.parley.store.task.ReportTasks;
import io.parley.store.task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Starting reports, watching them, fetching their files. */
@RestController
class ReportController {
    private static final String TASKS = Caller.REPORTER + "/reports";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm");

    private final ReportTasks tasks;
    private final ReportFiles files;
    private final ReportWorker worker;
    private final Bodies bodies;
    private final Clock clock;

    ReportController(Store store, ReportFiles files, ReportWorker worker, Bodies bodies, Clock clock) {
        this.tasks = store.tasks();
        this.files = files;
        this.worker = worker;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** A task that was taken on (contract). The legacy edition calls its id {@code taskId}. */
    record AsyncTask(String requestId, Instant requestTime) {}

    record TaskId(String taskId) {}

    record TaskList(List<TaskInfo> tasks) {}

    /**
     * A report task (contract).
     *
     * @param fileUrl absolute; needs the token that this answer was asked with, or a log-in
     * @param error why it failed (our addition)
     */
    record TaskInfo(
            String taskId,
            long accountId,
            Instant creationTime,
            TaskStatus status,
            String reportType,
            ReportSettings settings,
            @Nullable String projectShortName,
            long writeCount,
            @Nullable Long totalCount,
            @Nullable String fileUrl,
            @Nullable String fileName,
            @Nullable String error) {}

    // ---- Starting

    @Needs(Permission.READ)
    @PostMapping("/api/v1/async/reporter/reports/messages")
    ResponseEntity<Object> messages(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        List<Project> projects = caller.projects(query.text("projectShortName").orElse(null));
        Input body = bodies.json(request);
        ReportRequest wanted = ReportRequest.of(
                projects.stream().collect(Collectors.toMap(Project::id, Project::shortName)),
                body,
                CallerZone.of(request),
                Language.of(query.headerOrText("language").orElse(null)));
        Project only = projects.size() == 1 ? projects.getFirst() : null;
        ReportTask task = tasks.add(
                UUID.randomUUID().toString(),
                caller.accountId(),
                only == null ? null : only.id(),
                "MESSAGES",
                wanted.toJson(),
                fileName("messages", only, wanted.zone(), wanted.settings()));
        worker.call();
        Object answer = caller.oneProject() ? new TaskId(task.id()) : new AsyncTask(task.id(), task.createdAt());
        return ResponseEntity.ok()
                .header("Z-Request-id", task.id())
                .header("Z-Request-time", WireForms.TIME.format(task.createdAt()))
                .body(answer);
    }

    /** Named after what it holds and the minute, as the caller's clock shows it. */
    private String fileName(String report, @Nullable Project project, ZoneId zone, ReportSettings settings) {
        String about = project == null ? "all" : project.shortName();
        return report + "_" + about + "_" + MINUTE.format(clock.instant().atZone(zone)) + "."
                + settings.fileType().extension();
    }

    // ---- Watching

    @Needs(Permission.READ)
    @GetMapping(TASKS)
    TaskList list(Caller caller) {
        return new TaskList(tasks.list(caller.accountId(), caller.onlyProjectId()).stream()
                .map(task -> info(task, caller))
                .toList());
    }

    @Needs(Permission.READ)
    @GetMapping(TASKS + "/tasks/{id}")
    TaskInfo get(Caller caller, @PathVariable String id) {
        return info(task(caller, id), caller);
    }

    private ReportTask task(Caller caller, String id) {
        return tasks.get(caller.accountId(), caller.onlyProjectId(), id)
                .orElseThrow(() -> Refused.field(
                        Problem.TASK, "reportGenerationTaskId", id, "the id of a task that is not deleted"));
    }

    private static TaskInfo info(ReportTask task, Caller caller) {
        ReportRequest request = ReportRequest.fromJson(task.request());
        boolean complete = task.status() == TaskStatus.COMPLETED;
        Long projectId = task.projectId();
        return new TaskInfo(
                task.id(),
                task.accountId(),
                task.createdAt(),
                task.status(),
                task.reportType(),
                request.settings(),
                projectId == null ? null : request.projects().get(projectId),
                task.writeCount(),
                task.totalCount(),
                complete ? fileUrl(caller, task.id()) : null,
                task.fileName(),
                task.failure());
    }

    private static String fileUrl(Caller caller, String taskId) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                        .replacePath(null)
                        .build()
                        .toUriString()
                + caller.address() + "/reports/tasks/" + taskId + "/file";
    }

    // ---- Fetching

    @Needs(Permission.READ)
    @GetMapping(TASKS + "/tasks/{id}/file")
    ResponseEntity<Resource> file(Caller caller, @PathVariable String id, HttpServletRequest request) throws IOException {
        ReportTask task = task(caller, id);
        if (task.status() != TaskStatus.COMPLETED) {
            throw Refused.field(Problem.NOT_FINISHED, "status", task.status(), "COMPLETED, before there is a file");
        }
        Path file = files.whole(task.id());
        if (!Files.exists(file)) {
            throw Refused.because(Problem.FILE, "the file of this report is no longer there");
        }
        Resource resource = new FileSystemResource(file);
        if (!isWithin(resource, request.getHeader(HttpHeaders.RANGE))) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + resource.contentLength())
                    .build();
        }
        FileType type = ReportRequest.fromJson(task.request()).settings().fileType();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(String.valueOf(task.fileName()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(resource);
    }

    /** Whether the file has the bytes asked for. Spring knows it, too, but would send the whole file along with the 416. */
    private static boolean isWithin(Resource file, @Nullable String range) {
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(range), file);
            return true;
        } catch (IllegalArgumentException beyond) {
            return false;
        }
    }

    // ---- Deleting

    /** Deletes a task; one that runs is cancelled by that. */
    @Needs(Permission.READ)
    @DeleteMapping(TASKS + "/tasks/{id}")
    void delete(Caller caller, @PathVariable String id) {
        delete(List.of(task(caller, id)));
    }

    /** Deletes the tasks that are completed. */
    @Needs(Permission.READ)
    @DeleteMapping(TASKS)
    void deleteCompleted(Caller caller) {
        delete(tasks.list(caller.accountId(), caller.onlyProjectId()).stream()
                .filter(task -> task.status() == TaskStatus.COMPLETED)
                .toList());
    }

    private void delete(List<ReportTask> unwanted) {
        tasks.delete(unwanted.stream().map(ReportTask::id).toList());
        unwanted.stream().filter(task -> task.status().isOver()).forEach(task -> files.delete(task.id()));
    }
}
