// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.experiment.Experiment;
import io.parley.store.experiment.Experiments;
import io.parley.store.experiment.Outcome;
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
    private static final String SPELLED_AS_THE_CONTRACT = Caller.REPORTER + "/scenario-exeperiments";
    private static final String SPELLED_RIGHT = Caller.REPORTER + "/scenario-experiments";
    /** Path for bots, which authenticate only by the token in their path. */
    private static final String FOR_BOTS = "/restapi/external-bot/scenario-experiments";

    private final Experiments experiments;
    private final Bodies bodies;

    ExperimentController(Store store, Bodies bodies) {
        this.experiments = store.experiments();
        this.bodies = bodies;
    }

    record JoinedSessions(String key, long count) {}

    @Needs(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    List<ExperimentInfo> list(Caller caller, HttpServletRequest request) {
        return experiments.list(project(caller, request)).stream()
                .map(ExperimentInfo::of)
                .toList();
    }

    /**
     * Creates an experiment. Creating the same one again changes nothing; a different one with the same key is
     * rejected.
     */
    @Needs(Permission.EXPERIMENT)
    @PostMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    ExperimentInfo create(Caller caller, HttpServletRequest request) {
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
            throw Refused.field(
                    Problem.EXPERIMENT_EXISTS,
                    "key",
                    wanted.key(),
                    "a key that no other experiment of the project has");
        }
        return created;
    }

    @Needs(Permission.EXPERIMENT)
    @DeleteMapping({SPELLED_AS_THE_CONTRACT, SPELLED_RIGHT})
    void delete(Caller caller, HttpServletRequest request) {
        long project = project(caller, request);
        String key = key(request);
        if (!experiments.delete(project, key)) {
            throw unknown(key);
        }
    }

    @Needs(Permission.EXPERIMENT)
    @PostMapping({SPELLED_AS_THE_CONTRACT + "/stop", SPELLED_RIGHT + "/stop"})
    void stop(Caller caller, HttpServletRequest request) {
        long project = project(caller, request);
        String key = key(request);
        if (!experiments.stop(project, key)) {
            throw unknown(key);
        }
    }

    /** Returns the branch, as a JSON string. */
    @Needs(Permission.JOIN)
    @PostMapping({SPELLED_AS_THE_CONTRACT + "/join", SPELLED_RIGHT + "/join", FOR_BOTS + "/join"})
    StringNode join(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        long project = project(caller, request);
        String key = key(request);
        String sessionId = Input.id("sessionId", query.required("sessionId", "the id of the session that takes part"));
        String botId = Input.id("botId", query.required("botId", "the id of the session's channel"));
        return StringNode.valueOf(
                experiments.join(project, key, botId, sessionId).orElseThrow(() -> unknown(key)));
    }

    @Needs(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT + "/count-sessions", SPELLED_RIGHT + "/count-sessions"})
    List<JoinedSessions> countSessions(Caller caller, HttpServletRequest request) {
        return experiments.countSessions(project(caller, request)).entrySet().stream()
                .map(entry -> new JoinedSessions(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the experiment's results so far (our addition). */
    @Needs(Permission.READ)
    @GetMapping({SPELLED_AS_THE_CONTRACT + "/results", SPELLED_RIGHT + "/results"})
    ExperimentResults results(Caller caller, HttpServletRequest request) {
        long project = project(caller, request);
        String key = key(request);
        Outcome outcome = OutcomeKind.read(new Query(request));
        Experiment experiment = experiments.get(project, key).orElseThrow(() -> unknown(key));
        return ExperimentResults.of(experiment, outcome, experiments.results(experiment, outcome));
    }

    private static long project(Caller caller, HttpServletRequest request) {
        Project project =
                caller.project(new Query(request).text("projectShortName").orElse(null));
        return project.id();
    }

    private static String key(HttpServletRequest request) {
        return new Query(request).required("experimentKey", "the key of an experiment");
    }

    private static Refused unknown(String key) {
        return Refused.field(Problem.EXPERIMENT, "experimentKey", key, "the key of an experiment of this project");
    }
}
