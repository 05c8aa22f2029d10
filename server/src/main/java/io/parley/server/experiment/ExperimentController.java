// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.experiment.Experiment;
import io.parley.store.experiment.ExperimentGoal;
import io.parley.store.experiment.ExperimentRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.StringNode;

/**
 * Endpoints for experiments of a project. The contract misspells the path as {@code scenario-exeperiments}; the
 * correct spelling works too.
 */
@RestController
class ExperimentController {
    private static final String SPELLED_AS_THE_CONTRACT = Principal.REPORTER + "/scenario-exeperiments";
    private static final String SPELLED_RIGHT = Principal.REPORTER + "/scenario-experiments";
    /** Path for bots, which authenticate only by the token in their path. */
    private static final String FOR_BOTS = "/restapi/external-bot/scenario-experiments";

    private final ExperimentRepository experiments;
    private final RequestBodyReader bodies;

    ExperimentController(ExperimentRepository experiments, RequestBodyReader bodies) {
        this.experiments = experiments;
        this.bodies = bodies;
    }

    record JoinedSessions(String key, long count) {}

    @RequiresPermission(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    List<ExperimentInfo> list(Principal caller, HttpServletRequest request) {
        return experiments.list(project(caller, request)).stream()
                .map(ExperimentInfo::of)
                .toList();
    }

    /**
     * Creates an experiment. Creating the same one again changes nothing; a different one with the same key is
     * rejected.
     */
    @RequiresPermission(Permission.EXPERIMENT)
    @PostMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    ExperimentInfo create(Principal caller, HttpServletRequest request) {
        long project = project(caller, request);
        ExperimentInfo wanted = ExperimentInfo.read(bodies.json(request));
        ExperimentInfo created = ExperimentInfo.of(experiments.create(
                project,
                wanted.key(),
                wanted.description(),
                wanted.branches().stream()
                        .map(ExperimentInfo.BranchInfo::branch)
                        .toList(),
                wanted.status()));
        if (!created.isSameAs(wanted)) {
            throw ApiException.field(
                    ErrorCode.EXPERIMENT_EXISTS,
                    "key",
                    wanted.key(),
                    "a key that no other experiment of the project has");
        }
        return created;
    }

    @RequiresPermission(Permission.EXPERIMENT)
    @DeleteMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    void delete(Principal caller, HttpServletRequest request) {
        long project = project(caller, request);
        String key = key(request);
        if (!experiments.delete(project, key)) {
            throw unknown(key);
        }
    }

    @RequiresPermission(Permission.EXPERIMENT)
    @PostMapping({SPELLED_AS_THE_CONTRACT + "/stop", SPELLED_RIGHT + "/stop"})
    void stop(Principal caller, HttpServletRequest request) {
        QueryParameters query = bodies.parameters(request);
        long project = project(caller, query);
        String key = key(query);
        if (!experiments.stop(project, key)) {
            throw unknown(key);
        }
    }

    /** Returns the branch, as a JSON string. */
    @RequiresPermission(Permission.JOIN)
    @PostMapping({SPELLED_AS_THE_CONTRACT + "/join", SPELLED_RIGHT + "/join", FOR_BOTS + "/join"})
    StringNode join(Principal caller, HttpServletRequest request) {
        QueryParameters query = bodies.parameters(request);
        long project = project(caller, query);
        String key = key(query);
        String sessionId =
                JsonInput.id("sessionId", query.required("sessionId", "the id of the session that takes part"));
        String botId = JsonInput.id("botId", query.required("botId", "the id of the session's channel"));
        return StringNode.valueOf(
                experiments.join(project, key, botId, sessionId).orElseThrow(() -> unknown(key)));
    }

    @RequiresPermission(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT + "/count-sessions", SPELLED_RIGHT + "/count-sessions"})
    List<JoinedSessions> countSessions(Principal caller, HttpServletRequest request) {
        return experiments.countSessions(project(caller, request)).entrySet().stream()
                .map(entry -> new JoinedSessions(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the experiment's results so far (our addition). */
    @RequiresPermission(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT + "/results", SPELLED_RIGHT + "/results"})
    ExperimentResults results(Principal caller, HttpServletRequest request) {
        long project = project(caller, request);
        String key = key(request);
        ExperimentGoal outcome = ExperimentGoalType.read(new QueryParameters(request));
        Experiment experiment = experiments.get(project, key).orElseThrow(() -> unknown(key));
        return ExperimentResults.of(experiment, outcome, experiments.results(experiment, outcome));
    }

    private static long project(Principal caller, HttpServletRequest request) {
        return project(caller, new QueryParameters(request));
    }

    private static long project(Principal caller, QueryParameters query) {
        Project project = caller.project(query.text("projectShortName").orElse(null));
        return project.id();
    }

    private static String key(HttpServletRequest request) {
        return key(new QueryParameters(request));
    }

    private static String key(QueryParameters query) {
        return query.required("experimentKey", "the key of an experiment");
    }

    private static ApiException unknown(String key) {
        return ApiException.field(
                ErrorCode.EXPERIMENT, "experimentKey", key, "the key of an experiment of this project");
    }
}
