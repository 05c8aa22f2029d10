package io.parley.server.report;

import io.parley.core.problem.Input;
import io.parley.core.words.Language;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.task.TaskWorker;
import io.parley.server.web.Bodies;
import io.parley.server.web.CallerZone;
import io.parley.server.web.Query;
import io.parley.server.web.WireForms;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.task.Task;
import io.parley.store.task.Tasks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starting reports. */
@RestController
class ReportController {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm");

    private final Tasks tasks;
    private final TaskWorker worker;
    private final Bodies bodies;
    private final Clock clock;

    ReportController(Store store, TaskWorker worker, Bodies bodies, Clock clock) {
        this.tasks = store.tasks();
        this.worker = worker;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** A task that was taken on (contract). The legacy edition calls its id {@code taskId}. */
    record AsyncTask(String requestId, Instant requestTime) {}

    record TaskId(String taskId) {}

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
        Task task = tasks.add(
                UUID.randomUUID().toString(),
                caller.accountId(),
                only == null ? null : only.id(),
                ReportJob.MESSAGES,
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
}
