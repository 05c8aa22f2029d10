// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.task.TaskWorker;
import io.parley.store.account.Project;
import io.parley.store.retention.CleanupPolicy;
import io.parley.store.retention.CleanupService;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints for the retention period of a project's messages. The vendor's projects have a setting {@code cleanup}
 * with these members; the calls are ours.
 */
@RestController
@RequestMapping(Principal.REPORTER + "/projects/cleanup")
class CleanupController {
    private final CleanupService cleanups;
    private final TaskRepository tasks;
    private final TaskWorker worker;
    private final RequestBodyReader bodies;
    private final Clock clock;

    CleanupController(
            CleanupService cleanups, TaskRepository tasks, TaskWorker worker, RequestBodyReader bodies, Clock clock) {
        this.cleanups = cleanups;
        this.tasks = tasks;
        this.worker = worker;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Setting of the retention.
     *
     * @param dialogs whether the content of old messages is deleted
     * @param olderThenDays retention period in whole days; null when nothing is deleted
     * @param nextRunTime null when no run is scheduled
     */
    record CleanupInfo(
            String projectShortName,
            boolean dialogs,
            @Nullable Integer olderThenDays,
            @Nullable Instant nextRunTime) {}

    @RequiresPermission(Permission.READ)
    @GetMapping
    CleanupInfo get(Principal caller, HttpServletRequest request) {
        return info(project(caller, request));
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PutMapping
    CleanupInfo set(Principal caller, HttpServletRequest request) {
        Project project = project(caller, request);
        JsonInput body = bodies.json(request).object();
        boolean dialogs = body.required("dialogs", "whether old messages lose their content")
                .flag();
        cleanups.set(project.id(), dialogs ? days(body) : null);
        return info(project);
    }

    private static Integer days(JsonInput body) {
        JsonInput given = body.required("olderThenDays", "how many days keep their messages' content");
        int days = given.smallInteger();
        if (days < 0 || days > CleanupPolicy.MOST_DAYS) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, given.path(), days, "days from 0 to " + CleanupPolicy.MOST_DAYS);
        }
        return days;
    }

    /** Starts at once the cleanup that otherwise runs daily. */
    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/run")
    TaskStarted run(Principal caller, HttpServletRequest request) {
        Project project = project(caller, bodies.parameters(request));
        CleanupPolicy cleanup = cleanups.of(project.id())
                .orElseThrow(() -> ApiException.because(
                        ErrorCode.CLEANUP_OFF,
                        "the project keeps everything; first PUT how many days are to keep their messages' content"));
        Instant now = clock.instant();
        Task task = MaintenanceTask.cleanup(project, cleanup.limit(now), now);
        tasks.add(task);
        worker.call();
        return TaskStarted.of(task);
    }

    private static Project project(Principal caller, HttpServletRequest request) {
        return project(caller, new QueryParameters(request));
    }

    private static Project project(Principal caller, QueryParameters query) {
        return caller.project(query.text("projectShortName").orElse(null));
    }

    private CleanupInfo info(Project project) {
        return cleanups.of(project.id())
                .map(cleanup -> new CleanupInfo(project.shortName(), true, cleanup.days(), cleanup.nextRunAt()))
                .orElseGet(() -> new CleanupInfo(project.shortName(), false, null, null));
    }
}
