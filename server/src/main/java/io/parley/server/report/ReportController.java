// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.problem.Input;
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
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that start reports. */
@RestController
class ReportController {
    private static final String REPORTS = "/api/v1/async/reporter/reports";

    private final Store store;
    private final Tasks tasks;
    private final TaskWorker worker;
    private final Bodies bodies;
    private final Reporting reporting;

    ReportController(Store store, TaskWorker worker, Bodies bodies, Reporting reporting) {
        this.store = store;
        this.tasks = store.tasks();
        this.worker = worker;
        this.bodies = bodies;
        this.reporting = reporting;
    }

    /** Task that was accepted (contract). The legacy edition calls its id {@code taskId}. */
    record AsyncTask(String requestId, Instant requestTime) {}

    record TaskId(String taskId) {}

    /** Number of rows that a report would have (our addition). */
    record Estimate(long rowCount) {}

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/sessions")
    ResponseEntity<?> sessions(Caller caller, HttpServletRequest request) {
        return filtered(Report.SESSIONS, caller, request);
    }

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/messages")
    ResponseEntity<?> messages(Caller caller, HttpServletRequest request) {
        return filtered(Report.MESSAGES, caller, request);
    }

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/clients")
    ResponseEntity<?> clients(Caller caller, HttpServletRequest request) {
        return filtered(Report.CLIENTS, caller, request);
    }

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/client-list")
    ResponseEntity<?> clientList(Caller caller, HttpServletRequest request) {
        return filtered(Report.CLIENT_LIST, caller, request);
    }

    /** Our addition: the contract contains this report, but no call that starts it. */
    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/state-routes")
    ResponseEntity<?> stateRoutes(Caller caller, HttpServletRequest request) {
        return filtered(Report.STATE_ROUTES, caller, request);
    }

    /** The contract has parameters here and no body; a body with filters and settings is our addition. */
    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/telephony")
    ResponseEntity<?> telephony(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Input body = CallReport.narrowed(
                bodies.json(request), query.instant("startTime"), query.upperEnd("endTime"), query.texts("botIds"));
        return report(Report.TELEPHONY, caller, projects(caller, query), body, query);
    }

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/daily")
    ResponseEntity<?> daily(Caller caller, HttpServletRequest request) {
        return report(Report.DAILY, caller, caller.projects(null), bodies.json(request), new Query(request));
    }

    @Needs(Permission.READ)
    @PostMapping(REPORTS + "/message-reaction")
    ResponseEntity<?> messageReaction(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request);
        String project = body.isNull() ? null : body.object().optional("projectShortName", Input::text);
        return report(Report.MESSAGE_REACTION, caller, List.of(caller.project(project)), body, new Query(request));
    }

    private ResponseEntity<?> filtered(Report report, Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        return report(report, caller, projects(caller, query), bodies.json(request), query);
    }

    private static List<Project> projects(Caller caller, Query query) {
        return caller.projects(query.text("projectShortName").orElse(null));
    }

    /** Starts the report, or returns only the number of its rows. */
    private ResponseEntity<?> report(Report report, Caller caller, List<Project> projects, Input body, Query query) {
        ReportRequest wanted =
                Reporting.request(report, projects, body, CallerZone.of(query.request()), query.language());
        if (query.flag("estimate")) {
            return ResponseEntity.ok(new Estimate(report.content().count(store, wanted)));
        }
        Task task = reporting.task(wanted, caller.accountId(), projects);
        tasks.addReport(task);
        worker.call();
        return ResponseEntity.ok()
                .header("Z-Request-id", task.id())
                .header("Z-Request-time", WireForms.TIME.format(task.createdAt()))
                .body(caller.oneProject() ? new TaskId(task.id()) : new AsyncTask(task.id(), task.createdAt()));
    }
}
