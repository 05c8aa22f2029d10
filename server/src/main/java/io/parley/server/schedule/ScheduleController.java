// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.report.ReportTaskFactory;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.task.Schedule;
import io.parley.store.task.ScheduleRepository;
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
@RequestMapping(Principal.REPORTER + "/schedules")
class ScheduleController {
    private static final String UNREADABLE =
            "what the schedule is to have written can no longer be understood; delete it, and make another";

    private final ScheduleRepository schedules;
    private final ReportTaskFactory reporting;
    private final RequestBodyReader bodies;
    private final Clock clock;

    ScheduleController(
            ScheduleRepository schedules, ReportTaskFactory reporting, RequestBodyReader bodies, Clock clock) {
        this.schedules = schedules;
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
            @Nullable ReportPeriod period,
            @Nullable JsonNode filters,
            @Nullable JsonNode settings,
            Instant nextRunTime,
            @Nullable String lastTaskId,
            @Nullable String lastError,
            Instant creationTime) {

        static ScheduleInfo of(Schedule schedule, Principal caller) {
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

    @RequiresPermission(Permission.READ)
    @GetMapping
    List<ScheduleInfo> list(Principal caller) {
        return schedules.list(caller.accountId(), caller.onlyProjectId()).stream()
                .map(schedule -> ScheduleInfo.of(schedule, caller))
                .toList();
    }

    @RequiresPermission(Permission.READ)
    @PostMapping
    ScheduleInfo create(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        String name = body.required("name", "what the schedule is called").notBlank();
        Project project = project(caller, body);
        ScheduledReport report = ScheduledReport.read(body);
        Instant now = clock.instant();
        CronSchedule timing = CronSchedule.read(body, now);
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

    private static @Nullable Project project(Principal caller, JsonInput body) {
        String shortName = body.member("projectShortName").map(JsonInput::text).orElse(null);
        return shortName != null || caller.oneProject() ? caller.project(shortName) : null;
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/{id}")
    ScheduleInfo get(Principal caller, @PathVariable String id) {
        return ScheduleInfo.of(schedule(caller, id), caller);
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping("/{id}")
    void delete(Principal caller, @PathVariable String id) {
        schedules.delete(schedule(caller, id).id());
    }

    private Schedule schedule(Principal caller, String id) {
        return schedules
                .get(
                        caller.accountId(),
                        caller.onlyProjectId(),
                        QueryParameters.input("scheduleId", id).integer())
                .orElseThrow(() -> ApiException.field(ErrorCode.SCHEDULE, "scheduleId", id, "the id of a schedule"));
    }
}
