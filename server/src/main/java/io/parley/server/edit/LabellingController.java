// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.CheckboxComparison;
import io.parley.core.filter.FilterReader;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.edit.EditScope;
import io.parley.store.edit.Labelling;
import io.parley.store.edit.Selection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints that add labels to messages or sessions, and remove them.
 *
 * <p>The contract identifies a message or session by its id alone; {@code projectShortName} and {@code botId} may
 * narrow the search, as in reads (our addition).
 */
abstract sealed class LabellingController {
    /** Most ids in one call (our decision). */
    private static final int MOST_IDS = 10_000;

    private final Labelling labelling;
    private final RequestBodyReader bodies;

    private LabellingController(Labelling labelling, RequestBodyReader bodies) {
        this.labelling = labelling;
        this.bodies = bodies;
    }

    @RestController
    @RequestMapping(Principal.REPORTER + "/message/labels/logs")
    static final class OfMessages extends LabellingController {
        OfMessages(@Qualifier("messageLabelling") Labelling labelling, RequestBodyReader bodies) {
            super(labelling, bodies);
        }

        @Override
        Selection.Named named(QueryParameters query) {
            return named(query, "questionId", "the id of a message", null);
        }

        /** Requires the session too, as the contract does. */
        @Override
        Selection.Named namedToBeSet(QueryParameters query) {
            String sessionId = query.required("sessionId", "the id of the message's session");
            return named(query, "questionId", "the id of a message", sessionId);
        }
    }

    @RestController
    @RequestMapping(Principal.REPORTER + "/session-labels/sessions")
    static final class OfSessions extends LabellingController {
        OfSessions(@Qualifier("sessionLabelling") Labelling labelling, RequestBodyReader bodies) {
            super(labelling, bodies);
        }

        @Override
        Selection.Named named(QueryParameters query) {
            return named(query, "sessionId", "the id of a session", null);
        }

        @Override
        Selection.Named namedToBeSet(QueryParameters query) {
            return named(query);
        }
    }

    // ---- One

    /** Returns the message or session that a call refers to. */
    abstract Selection.Named named(QueryParameters query);

    /** Returns the message or session for a call that replaces its labels. */
    abstract Selection.Named namedToBeSet(QueryParameters query);

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping
    void add(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        labelling.add(EditScopes.of(caller, query), named(query), List.of(labelId(bodies.json(request))));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping
    void remove(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        labelling.remove(EditScopes.of(caller, query), named(query), List.of(labelId(bodies.json(request))));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/set-by-list")
    void set(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        labelling.set(EditScopes.of(caller, query), namedToBeSet(query), labelIds(bodies.json(request)));
    }

    // ---- In bulk

    /**
     * Executes a {@code BulkLabelingDto}; the comparison is the action, with the values of the filter on labels (our
     * reading of the contract).
     */
    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/bulk-labeling")
    void label(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        EditScope reach = EditScopes.of(caller, query);
        JsonInput body = bodies.json(request).object();
        JsonInput comparison = body.required("comparisonType", "what to do with the labels");
        List<RequestValue<Long>> labels = body.required("labels", "a list of label ids").elements().stream()
                .map(id -> RequestValue.of(id, JsonInput::integer))
                .toList();
        Selection selection = selection(query, body);
        switch (comparison.oneOf(CheckboxComparison.class, ErrorCode.INVALID_VALUE)) {
            case CONTAINS, EXISTS -> labelling.add(reach, selection, some(labels));
            case NOT_CONTAINS -> labelling.remove(reach, selection, some(labels));
            case NOT_EXISTS -> labelling.clear(reach, selection);
            case NOT_IMPORTANT ->
                throw ApiException.field(
                        ErrorCode.INVALID_VALUE,
                        comparison.path(),
                        CheckboxComparison.NOT_IMPORTANT,
                        "CONTAINS or EXISTS to add the labels, NOT_CONTAINS to remove them, NOT_EXISTS to remove all");
        }
    }

    private static List<RequestValue<Long>> some(List<RequestValue<Long>> labels) {
        if (labels.isEmpty()) {
            throw ApiException.field(ErrorCode.MISSING_FIELD, "labels", "[]", "at least one label id");
        }
        return labels;
    }

    /**
     * Returns a selection by ids if there are any, otherwise by filters. A body with neither is rejected: it would
     * select everything, most likely by mistake.
     */
    private static Selection selection(QueryParameters query, JsonInput body) {
        List<JsonInput> ids = body.member("objectIds").map(JsonInput::elements).orElse(List.of());
        if (ids.size() > MOST_IDS) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "objectIds", ids.size() + " ids", "at most " + MOST_IDS);
        }
        Optional<JsonInput> filters = body.member("filters");
        if (ids.isEmpty() && filters.isEmpty()) {
            throw ApiException.field(
                    ErrorCode.MISSING_FIELD, "objectIds", null, "a list of ids, unless there are filters");
        }
        return ids.isEmpty()
                ? new Selection.Wanted(FilterReader.read(filters.orElseThrow()))
                : new Selection.Named(
                        ids.stream()
                                .map(id -> RequestValue.of(id, LabellingController::id))
                                .toList(),
                        query.text("botId").orElse(null),
                        null);
    }

    // ---- Members

    static Selection.Named named(QueryParameters query, String parameter, String expected, @Nullable String sessionId) {
        JsonInput id = QueryParameters.input(parameter, query.required(parameter, expected));
        return new Selection.Named(
                List.of(RequestValue.of(id, LabellingController::id)),
                query.text("botId").orElse(null),
                sessionId);
    }

    private static String id(JsonInput input) {
        return TextNormalizer.storable(input.text());
    }

    private static RequestValue<Long> labelId(JsonInput body) {
        return RequestValue.of(body.object().required("labelId", "the id of a label"), JsonInput::integer);
    }

    private static List<RequestValue<Long>> labelIds(JsonInput body) {
        return body.elements().stream().map(LabellingController::labelId).toList();
    }
}
