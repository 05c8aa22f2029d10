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
 * Putting labels on messages and sessions and taking them off.
 *
 * <p>The contract names a message by its id alone and a session likewise; {@code projectShortName} and {@code botId} may narrow that, as
 * in reading (our addition).
 */
@RestController
@RequestMapping(Caller.REPORTER)
class LabellingController {
    private static final String ON_MESSAGES = "/message/labels/logs";
    private static final String ON_SESSIONS = "/session-labels/sessions";

    /** Most ids in one call (our decision). */
    private static final int MOST_IDS = 10_000;

    private final Labelling messages;
    private final Labelling sessions;
    private final Bodies bodies;

    LabellingController(Store store, Bodies bodies) {
        this.messages = store.messageLabelling();
        this.sessions = store.sessionLabelling();
        this.bodies = bodies;
    }

    // ---- On messages

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_MESSAGES)
    void addToMessage(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        messages.add(Reaches.of(caller, query), message(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping(ON_MESSAGES)
    void removeFromMessage(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        messages.remove(Reaches.of(caller, query), message(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_MESSAGES + "/set-by-list")
    void setOnMessage(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Reach reach = Reaches.of(caller, query);
        Selection message = named(
                query,
                "questionId",
                "the id of a message",
                query.required("sessionId", "the id of the message's session"));
        messages.set(reach, message, labelIds(bodies.json(request)));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_MESSAGES + "/bulk-labeling")
    void labelMessages(Caller caller, HttpServletRequest request) {
        label(messages, caller, request);
    }

    private static Selection message(Query query) {
        return named(query, "questionId", "the id of a message", null);
    }

    // ---- On sessions

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_SESSIONS)
    void addToSession(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        sessions.add(Reaches.of(caller, query), session(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping(ON_SESSIONS)
    void removeFromSession(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        sessions.remove(Reaches.of(caller, query), session(query), List.of(labelId(bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_SESSIONS + "/set-by-list")
    void setOnSession(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        sessions.set(Reaches.of(caller, query), session(query), labelIds(bodies.json(request)));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping(ON_SESSIONS + "/bulk-labeling")
    void labelSessions(Caller caller, HttpServletRequest request) {
        label(sessions, caller, request);
    }

    private static Selection session(Query query) {
        return named(query, "sessionId", "the id of a session", null);
    }

    // ---- In bulk

    /** {@code BulkLabelingDto}; the comparison says what to do, in the words of the filter on labels (our reading of the contract). */
    private void label(Labelling labelling, Caller caller, HttpServletRequest request) {
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

    /** Ids, if there are any; else whatever the filters want. Neither would mean everything, by mistake most likely. */
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
                        ids.stream().map(id -> Given.of(id, LabellingController::id)).toList(),
                        query.text("botId").orElse(null),
                        null);
    }

    // ---- Members

    private static Selection named(Query query, String parameter, String expected, @Nullable String sessionId) {
        Input id = Query.input(parameter, query.required(parameter, expected));
        return new Selection.Named(
                List.of(Given.of(id, LabellingController::id)), query.text("botId").orElse(null), sessionId);
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
