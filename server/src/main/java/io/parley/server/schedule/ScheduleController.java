// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.report.Reporting;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.task.Schedule;
import io.parley.store.task.Schedules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Endpoints for scheduled reports. They are our addition to the API. */
@RestController
@RequestMapping(Caller.REPORTER + "/schedules")
class ScheduleController {
    private static final String UNREADABLE =
            "what the schedule is to have written can no longer be understood; delete it, and make another";

    private final Schedules schedules;
    private final Reporting reporting;
    private final Bodies bodies;
    private final Clock clock;

    ScheduleController(Store store, Reporting reporting, Bodies bodies, Clock clock) {
        this.schedules = store.schedules();
        this.reporting = reporting;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Schedule in responses.
     *
     * @param report null, as all that it is about, of a schedule that can no longer be understood
     * @param projectShortName null for all projects of the account
     * @param period null when the filters alone select the data
     * @param lastTaskId task of the last report; null before the first
     * @param lastError why the last due report was not started; null when it was
     */
    record ScheduleInfo(
            long id,
            String name,
            @Nullable String report,
            @Nullable String projectShortName,
            String cron,
            String zone,
            @Nullable String language,
            @Nullable Span period,
            @Nullable JsonNode filters,
            @Nullable JsonNode settings,
            Instant nextRunTime,
            @Nullable String lastTaskId,
            @Nullable String lastError,
            Instant creationTime) {

        static ScheduleInfo of(Schedule schedule, Caller caller) {
            ScheduledReport report = ScheduledReport.known(schedule.request()).orElse(null);
            return new ScheduleInfo(
                    schedule.id(),
                    schedule.name(),
                    report == null ? null : report.report().path(),
                    caller.projects().stream()
                            .filter(project -> schedule.projectId() != null && project.id() == schedule.projectId())
                            .map(Project::shortName)
                            .findFirst()
                            .orElse(null),
                    schedule.cron(),
                    schedule.zone(),
                    report == null ? null : report.language().tag(),
                    report == null ? null : report.span(),
                    report == null ? null : report.body().get("filters"),
                    report == null ? null : report.body().get("settings"),
                    schedule.nextRunAt(),
                    schedule.lastTaskId(),
                    report == null ? UNREADABLE : schedule.failure(),
                    schedule.createdAt());
        }
    }

    @Needs(Permission.READ)
    @GetMapping
    List<ScheduleInfo> list(Caller caller) {
        return schedules.list(caller.accountId(), caller.onlyProjectId()).stream()
                .map(schedule -> ScheduleInfo.of(schedule, caller))
                .toList();
    }

    @Needs(Permission.READ)
    @PostMapping
    ScheduleInfo create(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        String name = body.required("name", "what the schedule is called").notBlank();
        Project project = project(caller, body);
        ScheduledReport report = ScheduledReport.read(body);
        Instant now = clock.instant();
        Timing timing = Timing.read(body, now);
        Instant first = timing.next(now);
        // Validates the report now rather than at its first run.
        report.task(
                reporting,
                caller.accountId(),
                caller.projects(project == null ? null : project.shortName()),
                first,
                timing.zone());
        Schedule schedule = schedules.add(
                caller.accountId(),
                project == null ? null : project.id(),
                name,
                report.toJson(),
                timing.cron(),
                timing.zone().getId(),
                first);
        return ScheduleInfo.of(schedule, caller);
    }

    private static @Nullable Project project(Caller caller, Input body) {
        String shortName = body.member("projectShortName").map(Input::text).orElse(null);
        return shortName != null || caller.oneProject() ? caller.project(shortName) : null;
    }

    @Needs(Permission.READ)
    @GetMapping("/{id}")
    ScheduleInfo get(Caller caller, @PathVariable String id) {
        return ScheduleInfo.of(schedule(caller, id), caller);
    }

    @Needs(Permission.READ)
    @DeleteMapping("/{id}")
    void delete(Caller caller, @PathVariable String id) {
        schedules.delete(schedule(caller, id).id());
    }

    private Schedule schedule(Caller caller, String id) {
        return schedules
                .get(
                        caller.accountId(),
                        caller.onlyProjectId(),
                        Query.input("scheduleId", id).integer())
                .orElseThrow(() -> Refused.field(Problem.SCHEDULE, "scheduleId", id, "the id of a schedule"));
    }
}
