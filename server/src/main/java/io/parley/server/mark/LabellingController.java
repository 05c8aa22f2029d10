// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.core.filter.CheckboxComparison;
import io.parley.core.filter.FilterReader;
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
import io.parley.store.mark.Labelling;
import io.parley.store.mark.Reach;
import io.parley.store.mark.Selection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final Bodies bodies;

    private LabellingController(Labelling labelling, Bodies bodies) {
        this.labelling = labelling;
        this.bodies = bodies;
    }

    @RestController
    @RequestMapping(Caller.REPORTER + "/message/labels/logs")
    static final class OfMessages extends LabellingController {
        OfMessages(Store store, Bodies bodies) {
            super(store.messageLabelling(), bodies);
        }

        @Override
        Selection.Named named(Query query) {
            return named(query, "questionId", "the id of a message", null);
        }

        /** Requires the session too, as the contract does. */
        @Override
        Selection.Named namedToBeSet(Query query) {
            String sessionId = query.required("sessionId", "the id of the message's session");
            return named(query, "questionId", "the id of a message", sessionId);
        }
    }

    @RestController
    @RequestMapping(Caller.REPORTER + "/session-labels/sessions")
    static final class OfSessions extends LabellingController {
        OfSessions(Store store, Bodies bodies) {
            super(store.sessionLabelling(), bodies);
        }

        @Override
        Selection.Named named(Query query) {
            return named(query, "sessionId", "the id of a session", null);
        }

        @Override
        Selection.Named namedToBeSet(Query query) {
            return named(query);
        }
    }

    // ---- One

    /** Returns the message or session that a call refers to. */
    abstract Selection.Named named(Query query);

    /** Returns the message or session for a call that replaces its labels. */
    abstract Selection.Named namedToBeSet(Query query);

    @Needs(Permission.ANNOTATE)
    @PostMapping
    void add(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        labelling.add(Reaches.of(caller, query), named(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping
    void remove(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        labelling.remove(Reaches.of(caller, query), named(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping("/set-by-list")
    void set(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        labelling.set(Reaches.of(caller, query), namedToBeSet(query), labelIds(bodies.json(request)));
    }

    // ---- In bulk

    /**
     * Executes a {@code BulkLabelingDto}; the comparison is the action, with the values of the filter on labels (our
     * reading of the contract).
     */
    @Needs(Permission.ANNOTATE)
    @PostMapping("/bulk-labeling")
    void label(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Reach reach = Reaches.of(caller, query);
        Input body = bodies.json(request).object();
        Input comparison = body.required("comparisonType", "what to do with the labels");
        List<Given<Long>> labels = body.required("labels", "a list of label ids").elements().stream()
                .map(id -> Given.of(id, Input::integer))
                .toList();
        Selection selection = selection(query, body);
        switch (comparison.oneOf(CheckboxComparison.class, Problem.INVALID_VALUE)) {
            case CONTAINS, EXISTS -> labelling.add(reach, selection, some(labels));
            case NOT_CONTAINS -> labelling.remove(reach, selection, some(labels));
            case NOT_EXISTS -> labelling.clear(reach, selection);
            case NOT_IMPORTANT ->
                throw Refused.field(
                        Problem.INVALID_VALUE,
                        comparison.path(),
                        CheckboxComparison.NOT_IMPORTANT,
                        "CONTAINS or EXISTS to add the labels, NOT_CONTAINS to remove them, NOT_EXISTS to remove all");
        }
    }

    private static List<Given<Long>> some(List<Given<Long>> labels) {
        if (labels.isEmpty()) {
            throw Refused.field(Problem.MISSING_FIELD, "labels", "[]", "at least one label id");
        }
        return labels;
    }

    /**
     * Returns a selection by ids if there are any, otherwise by filters. A body with neither is rejected: it would
     * select everything, most likely by mistake.
     */
    private static Selection selection(Query query, Input body) {
        List<Input> ids = body.member("objectIds").map(Input::elements).orElse(List.of());
        if (ids.size() > MOST_IDS) {
            throw Refused.field(Problem.OUT_OF_RANGE, "objectIds", ids.size() + " ids", "at most " + MOST_IDS);
        }
        Optional<Input> filters = body.member("filters");
        if (ids.isEmpty() && filters.isEmpty()) {
            throw Refused.field(Problem.MISSING_FIELD, "objectIds", null, "a list of ids, unless there are filters");
        }
        return ids.isEmpty()
                ? new Selection.Wanted(FilterReader.read(filters.orElseThrow()))
                : new Selection.Named(
                        ids.stream()
                                .map(id -> Given.of(id, LabellingController::id))
                                .toList(),
                        query.text("botId").orElse(null),
                        null);
    }

    // ---- Members

    static Selection.Named named(Query query, String parameter, String expected, @Nullable String sessionId) {
        Input id = Query.input(parameter, query.required(parameter, expected));
        return new Selection.Named(
                List.of(Given.of(id, LabellingController::id)),
                query.text("botId").orElse(null),
                sessionId);
    }

    private static String id(Input input) {
        return Texts.storable(input.text());
    }

    private static Given<Long> labelId(Input body) {
        return Given.of(body.object().required("labelId", "the id of a label"), Input::integer);
    }

    private static List<Given<Long>> labelIds(Input body) {
        return body.elements().stream().map(LabellingController::labelId).toList();
    }
}
