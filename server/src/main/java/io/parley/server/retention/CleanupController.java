// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.task.Chore;
import io.parley.server.task.TaskWorker;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.retention.Cleanup;
import io.parley.store.task.Task;
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
@RequestMapping(Caller.REPORTER + "/projects/cleanup")
class CleanupController {
    private final Store store;
    private final TaskWorker worker;
    private final Bodies bodies;
    private final Clock clock;

    CleanupController(Store store, TaskWorker worker, Bodies bodies, Clock clock) {
        this.store = store;
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

    @Needs(Permission.READ)
    @GetMapping
    CleanupInfo get(Caller caller, HttpServletRequest request) {
        return info(project(caller, request));
    }

    @Needs(Permission.CONFIGURE)
    @PutMapping
    CleanupInfo set(Caller caller, HttpServletRequest request) {
        Project project = project(caller, request);
        Input body = bodies.json(request).object();
        boolean dialogs = body.required("dialogs", "whether old messages lose their content")
                .flag();
        store.cleanups().set(project.id(), dialogs ? days(body) : null);
        return info(project);
    }

    private static Integer days(Input body) {
        Input given = body.required("olderThenDays", "how many days keep their messages' content");
        int days = given.smallInteger();
        if (days < 0 || days > Cleanup.MOST_DAYS) {
            throw Refused.field(Problem.OUT_OF_RANGE, given.path(), days, "days from 0 to " + Cleanup.MOST_DAYS);
        }
        return days;
    }

    /** Starts at once the cleanup that otherwise runs daily. */
    @Needs(Permission.CONFIGURE)
    @PostMapping("/run")
    TaskStarted run(Caller caller, HttpServletRequest request) {
        Project project = project(caller, request);
        Cleanup cleanup = store.cleanups()
                .of(project.id())
                .orElseThrow(() -> Refused.because(
                        Problem.CLEANUP_OFF,
                        "the project keeps everything; first PUT how many days are to keep their messages' content"));
        Instant now = clock.instant();
        Task task = Chore.cleanup(project, cleanup.limit(now), now);
        store.tasks().add(task);
        worker.call();
        return TaskStarted.of(task);
    }

    private static Project project(Caller caller, HttpServletRequest request) {
        return caller.project(new Query(request).text("projectShortName").orElse(null));
    }

    private CleanupInfo info(Project project) {
        return store.cleanups()
                .of(project.id())
                .map(cleanup -> new CleanupInfo(project.shortName(), true, cleanup.days(), cleanup.nextRunAt()))
                .orElseGet(() -> new CleanupInfo(project.shortName(), false, null, null));
    }
}
