// SPDX-License-Identifier: Apache-2.0
package io.parley.server.outcome;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
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
@RequestMapping(Principal.REPORTER + "/metrics/{kind}")
class OutcomeController {
    private final OutcomeCatalogue outcomes;
    private final RequestBodyReader bodies;

    OutcomeController(OutcomeCatalogue outcomes, RequestBodyReader bodies) {
        this.outcomes = outcomes;
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

    @RequiresPermission(Permission.READ)
    @GetMapping
    List<OutcomeInfo> list(Principal caller, @PathVariable String kind, HttpServletRequest request) {
        return outcomes.list(project(caller, request), kind(kind)).stream()
                .map(OutcomeInfo::of)
                .toList();
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping
    OutcomeInfo create(Principal caller, @PathVariable String kind, HttpServletRequest request) {
        long project = project(caller, request);
        JsonInput body = bodies.json(request).object();
        RequestValue<String> key = key(body.required("key", "the script's word"));
        return OutcomeInfo.of(outcomes.add(project, kind(kind), key, value(body)));
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PutMapping("/{id}")
    OutcomeInfo change(
            Principal caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        long project = project(caller, request);
        JsonInput body = bodies.json(request).object();
        RequestValue<String> key =
                body.member("key").map(OutcomeController::key).orElse(null);
        return OutcomeInfo.of(outcomes.change(project, kind(kind), id(id), key, value(body)));
    }

    @RequiresPermission(Permission.CONFIGURE)
    @DeleteMapping("/{id}")
    void delete(Principal caller, @PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
        outcomes.remove(project(caller, request), kind(kind), id(id));
    }

    private static long project(Principal caller, HttpServletRequest request) {
        return caller.project(
                        new QueryParameters(request).text("projectShortName").orElse(null))
                .id();
    }

    private static OutcomeKind kind(String path) {
        return switch (path) {
            case "topics" -> OutcomeKind.TOPIC;
            case "actions" -> OutcomeKind.ACTION;
            case "results" -> OutcomeKind.RESULT;
            default -> throw ApiException.field(ErrorCode.INVALID_VALUE, "kind", path, "topics, actions or results");
        };
    }

    private static RequestValue<Long> id(String path) {
        return RequestValue.of(QueryParameters.input("id", path), JsonInput::integer);
    }

    private static RequestValue<String> key(JsonInput input) {
        return RequestValue.of(input, given -> TextNormalizer.storable(given.notBlank()));
    }

    /** Returns the display name; null if it is missing or empty, and the key is displayed. */
    private static @Nullable String value(JsonInput body) {
        return TextNormalizer.nullIfBlank(TextNormalizer.storableOrNull(body.optional("value", JsonInput::text)));
    }
}
