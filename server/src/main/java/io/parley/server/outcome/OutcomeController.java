// SPDX-License-Identifier: Apache-2.0
package io.parley.server.outcome;

import io.parley.core.log.Texts;
import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.outcome.Outcome;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.outcome.OutcomeKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints for the catalogue of a project's outcomes. The help pages describe it as a page of settings. The contract
 * has no calls for it; these are ours.
 */
@RestController
@RequestMapping(Caller.REPORTER + "/metrics/{kind}")
class OutcomeController {
    private final OutcomeCatalogue outcomes;
    private final Bodies bodies;

    OutcomeController(Store store, Bodies bodies) {
        this.outcomes = store.outcomes();
        this.bodies = bodies;
    }

    /**
     * An outcome.
     *
     * @param value the display name, or the key if there is none
     */
    record OutcomeInfo(long id, String key, String value, boolean hasData) {
        static OutcomeInfo of(Outcome metric) {
            return new OutcomeInfo(metric.id(), metric.key(), metric.shown(), metric.hasData());
        }
    }

    @Needs(Permission.READ)
    @GetMapping
    List<OutcomeInfo> list(Caller caller, @PathVariable String kind, HttpServletRequest request) {
        return outcomes.list(project(caller, request), kind(kind)).stream()
                .map(OutcomeInfo::of)
                .toList();
    }

    @Needs(Permission.CONFIGURE)
    @PostMapping
    OutcomeInfo create(Caller caller, @PathVariable String kind, HttpServletRequest request) {
        long project = project(caller, request);
        Input body = bodies.json(request).object();
        Given<String> key = key(body.required("key", "the script's word"));
        return OutcomeInfo.of(outcomes.add(project, kind(kind), key, value(body)));
    }

    @Needs(Permission.CONFIGURE)
    @PutMapping("/{id}")
    OutcomeInfo change(Caller caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        long project = project(caller, request);
        Input body = bodies.json(request).object();
        Given<String> key = body.member("key").map(OutcomeController::key).orElse(null);
        return OutcomeInfo.of(outcomes.change(project, kind(kind), id(id), key, value(body)));
    }

    @Needs(Permission.CONFIGURE)
    @DeleteMapping("/{id}")
    void delete(Caller caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        outcomes.remove(project(caller, request), kind(kind), id(id));
    }

    private static long project(Caller caller, HttpServletRequest request) {
        return caller.project(new Query(request).text("projectShortName").orElse(null))
                .id();
    }

    private static OutcomeKind kind(String path) {
        return switch (path) {
            case "topics" -> OutcomeKind.TOPIC;
            case "actions" -> OutcomeKind.ACTION;
            case "results" -> OutcomeKind.RESULT;
            default -> throw Refused.field(Problem.INVALID_VALUE, "kind", path, "topics, actions or results");
        };
    }

    private static Given<Long> id(String path) {
        return Given.of(Query.input("id", path), Input::integer);
    }

    private static Given<String> key(Input input) {
        return Given.of(input, given -> Texts.storable(given.notBlank()));
    }

    /** Returns the display name; null if it is missing or empty, and the key is displayed. */
    private static @Nullable String value(Input body) {
        return Texts.nullIfBlank(Texts.storableOrNull(body.optional("value", Input::text)));
    }
}
