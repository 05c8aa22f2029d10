// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.server.http.JacksonConfiguration;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.http.RequestTimeZone;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.task.TaskWorker;
import io.parley.store.account.Project;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that start reports. */
@RestController
class ReportController {
    private static final String REPORTS = "/api/v1/async/reporter/reports";

    private final ReportQueries queries;
    private final TaskRepository tasks;
    private final TaskWorker worker;
    private final RequestBodyReader bodies;
    private final ReportTaskFactory reporting;

    ReportController(
            ReportQueries queries,
            TaskRepository tasks,
            TaskWorker worker,
            RequestBodyReader bodies,
            ReportTaskFactory reporting) {
        this.queries = queries;
        this.tasks = tasks;
        this.worker = worker;
        this.bodies = bodies;
        this.reporting = reporting;
    }

    /** Task that was accepted (contract). The legacy edition calls its id {@code taskId}. */
    record AsyncTask(String requestId, Instant requestTime) {}

    record TaskId(String taskId) {}

    /** Number of rows that a report would have (our addition). */
    record Estimate(long rowCount) {}

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/sessions")
    ResponseEntity<?> sessions(Principal caller, HttpServletRequest request) {
        return filtered(Report.SESSIONS, caller, request);
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/messages")
    ResponseEntity<?> messages(Principal caller, HttpServletRequest request) {
        return filtered(Report.MESSAGES, caller, request);
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/clients")
    ResponseEntity<?> clients(Principal caller, HttpServletRequest request) {
        return filtered(Report.CLIENTS, caller, request);
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/client-list")
    ResponseEntity<?> clientList(Principal caller, HttpServletRequest request) {
        return filtered(Report.CLIENT_LIST, caller, request);
    }

    /** Our addition: the contract contains this report, but no call that starts it. */
    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/state-routes")
    ResponseEntity<?> stateRoutes(Principal caller, HttpServletRequest request) {
        return filtered(Report.STATE_ROUTES, caller, request);
    }

    /** The contract has parameters here and no body; a body with filters and settings is our addition. */
    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/telephony")
    ResponseEntity<?> telephony(Principal caller, HttpServletRequest request) {
        JsonInput given = bodies.json(request);
        QueryParameters query = new QueryParameters(request, given);
        JsonInput body = CallReport.narrowed(
                given, query.instant("startTime"), query.upperEnd("endTime"), query.texts("botIds"));
        return report(Report.TELEPHONY, caller, projects(caller, query), body, query);
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/daily")
    ResponseEntity<?> daily(Principal caller, HttpServletRequest request) {
        return report(Report.DAILY, caller, caller.projects(null), bodies.json(request), new QueryParameters(request));
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(REPORTS + "/message-reaction")
    ResponseEntity<?> messageReaction(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request);
        String project = body.isNull() ? null : body.object().optional("projectShortName", JsonInput::text);
        return report(
                Report.MESSAGE_REACTION, caller, List.of(caller.project(project)), body, new QueryParameters(request));
    }

    private ResponseEntity<?> filtered(Report report, Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        return report(report, caller, projects(caller, query), bodies.json(request), query);
    }

    private static List<Project> projects(Principal caller, QueryParameters query) {
        return caller.projects(query.text("projectShortName").orElse(null));
    }

    /** Starts the report, or returns only the number of its rows. */
    private ResponseEntity<?> report(
            Report report, Principal caller, List<Project> projects, JsonInput body, QueryParameters query) {
        ReportRequest wanted = ReportTaskFactory.request(
                report, projects, body, RequestTimeZone.of(query.request()), query.language());
        if (query.flag("estimate")) {
            return ResponseEntity.ok(new Estimate(report.content().count(queries, wanted)));
        }
        Task task = reporting.task(wanted, caller.accountId(), projects);
        tasks.addReport(task);
        worker.call();
        return ResponseEntity.ok()
                .header("Z-Request-id", task.id())
                .header("Z-Request-time", JacksonConfiguration.TIME.format(task.createdAt()))
                .body(caller.oneProject() ? new TaskId(task.id()) : new AsyncTask(task.id(), task.createdAt()));
    }
}
