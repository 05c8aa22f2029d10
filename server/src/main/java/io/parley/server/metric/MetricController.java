package io.parley.server.metric;

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
import io.parley.store.metric.Metric;
import io.parley.store.metric.MetricKind;
import io.parley.store.metric.Metrics;
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
 * The catalogue of a project's metrics. The help pages describe it as a page of settings, the contract has no calls for it: these are
 * ours.
 */
@RestController
@RequestMapping(Caller.REPORTER + "/metrics/{kind}")
class MetricController {
    private final Metrics metrics;
    private final Bodies bodies;

    MetricController(Store store, Bodies bodies) {
        this.metrics = store.metrics();
        this.bodies = bodies;
    }

    /**
     * A metric.
     *
     * @param value the word to show, the key where there is no other
     */
    record MetricInfo(long id, String key, String value, boolean hasData) {
        static MetricInfo of(Metric metric) {
            return new MetricInfo(metric.id(), metric.key(), metric.shown(), metric.hasData());
        }
    }

    @Needs(Permission.READ)
    @GetMapping
    List<MetricInfo> list(Caller caller, @PathVariable String kind, HttpServletRequest request) {
        return metrics.list(project(caller, request), kind(kind)).stream().map(MetricInfo::of).toList();
    }

    @Needs(Permission.CONFIGURE)
    @PostMapping
    MetricInfo create(Caller caller, @PathVariable String kind, HttpServletRequest request) {
        long project = project(caller, request);
        Input body = bodies.json(request).object();
        Given<String> key = key(body.required("key", "the script's word"));
        return MetricInfo.of(metrics.add(project, kind(kind), key, value(body)));
    }

    @Needs(Permission.CONFIGURE)
    @PutMapping("/{id}")
    MetricInfo change(Caller caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        long project = project(caller, request);
        Input body = bodies.json(request).object();
        Given<String> key = body.member("key").map(MetricController::key).orElse(null);
        return MetricInfo.of(metrics.change(project, kind(kind), id(id), key, value(body)));
    }

    @Needs(Permission.CONFIGURE)
    @DeleteMapping("/{id}")
    void delete(Caller caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        metrics.remove(project(caller, request), kind(kind), id(id));
    }

    private static long project(Caller caller, HttpServletRequest request) {
        return caller.project(new Query(request).text("projectShortName").orElse(null)).id();
    }

    private static MetricKind kind(String path) {
        return switch (path) {
            case "topics" -> MetricKind.TOPIC;
            case "actions" -> MetricKind.ACTION;
            case "results" -> MetricKind.RESULT;
            default -> throw Refused.field(Problem.INVALID_VALUE, "kind", path, "topics, actions or results");
        };
    }

    private static Given<Long> id(String path) {
        return Given.of(Query.input("id", path), Input::integer);
    }

    private static Given<String> key(Input input) {
        return Given.of(input, given -> Texts.storable(given.notBlank()));
    }

    /** No word, or an empty one, means the key. */
    private static @Nullable String value(Input body) {
        return Texts.nullIfBlank(Texts.storableOrNull(body.optional("value", Input::text)));
    }
}
