// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.FilterType;
import io.parley.core.log.ClientRow;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.server.filter.FilterSetRecorder;
import io.parley.server.filter.FilterSetRecorder.Asked;
import io.parley.server.http.Pagination;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.edit.ClientBlockRepository;
import io.parley.store.query.ConversationQueries;
import io.parley.store.query.MessageView;
import io.parley.store.query.SessionView;
import io.parley.store.query.StateRoute;
import io.parley.store.query.StateRouteQueries;
import io.parley.store.table.ClientBlock;
import io.parley.store.table.RowKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for lists by filters. Calls of the legacy edition, with a project's token, are mapped to them. */
@RestController
@RequestMapping(Principal.REPORTER)
class ListController {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConversationQueries conversations;
    private final StateRouteQueries stateRoutes;
    private final ClientBlockRepository blocks;
    private final FilterSetRecorder filterSetRecorder;
    private final RequestBodyReader bodies;

    ListController(
            ConversationQueries conversations,
            StateRouteQueries stateRoutes,
            ClientBlockRepository blocks,
            FilterSetRecorder filterSetRecorder,
            RequestBodyReader bodies) {
        this.conversations = conversations;
        this.stateRoutes = stateRoutes;
        this.blocks = blocks;
        this.filterSetRecorder = filterSetRecorder;
        this.bodies = bodies;
    }

    record SessionsData(Pagination paging, List<SessionInfo> sessions, String filterSetId) {}

    record MessageData(Pagination paging, List<ExtendedMessageInfo> messages, String filterSetId) {}

    record ClientsData(Pagination paging, List<ClientExtendedInfo> clients, String filterSetId) {}

    record StateRoutesData(Pagination paging, List<StateRouteInfo> routes, String filterSetId) {}

    /**
     * Path through the states (contract).
     *
     * @param states the same as {@code stateRoutes}: the contract requires one and describes the other
     */
    record StateRouteInfo(
            List<String> states,
            List<String> stateRoutes,
            @Nullable String stateRouteResult,
            long sessionsCount) {
        static StateRouteInfo of(StateRoute route) {
            return new StateRouteInfo(route.states(), route.states(), route.result(), route.sessions());
        }
    }

    record SessionsCount(String projectShortName, long amount) {}

    /** Parameters that all lists by filters share. */
    private record Question(ProjectScope reach, PageRequest page, Asked asked) {
        Collection<Long> projects() {
            return reach.ids();
        }

        FilterSet filters() {
            return asked.filters();
        }

        CustomFields customFields() {
            return new CustomFields(filters().customFields());
        }

        String filterSetId() {
            return asked.filterSetId();
        }
    }

    private Question question(Principal caller, QueryParameters query) {
        return new Question(
                ProjectScope.of(caller, query), query.page(), filterSetRecorder.in(query.request(), caller));
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/sessions/filter")
    SessionsData sessions(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        // The help page promises labels and does not know the parameter.
        boolean withLabels = query.flag("needToReturnSessionLabels", true);
        boolean withData = query.flag("needToReturnSessionData");
        Question question = question(caller, query);
        CustomFields wanted = question.customFields();
        Page<SessionView> page = conversations.sessions(question.projects(), question.filters(), question.page);
        var customFields =
                wanted.ofSessions(page.rows().stream().map(SessionView::session).toList(), conversations);
        return new SessionsData(
                Pagination.of(page),
                page.map(view -> SessionInfo.of(
                                view,
                                question.reach.project(view.session().projectId()),
                                withLabels,
                                withData,
                                customFields.get(RowKey.of(view.session()))))
                        .rows(),
                question.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/messages/filter")
    MessageData messages(Principal caller, HttpServletRequest request) {
        Question question = question(caller, new QueryParameters(request));
        CustomFields customFields = question.customFields();
        Page<MessageView> page = conversations.messages(question.projects(), question.filters(), question.page);
        return new MessageData(
                Pagination.of(page),
                page.map(view -> ExtendedMessageInfo.of(
                                view, question.reach.project(view.message().projectId()), customFields))
                        .rows(),
                question.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/clients/filter")
    ClientsData clients(Principal caller, HttpServletRequest request) {
        Question question = question(caller, new QueryParameters(request));
        Page<ClientRow> page = conversations.clients(question.projects(), question.filters(), question.page);
        return new ClientsData(Pagination.of(page), clients(page, question.reach), question.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/clients/all-for-bot")
    ClientsData clientsOfBot(Principal caller, HttpServletRequest request) {
        QueryParameters query = bodies.parameters(request);
        Project project = caller.project(query.text("projectShortName").orElse(null));
        String botId = query.required("botId", "the id of a channel");
        Instant until = query.upperEnd("dateTo");
        if (until == null) {
            throw ApiException.field(
                    ErrorCode.MISSING_FIELD, "dateTo", null, "a date-time, such as 2021-02-14T21:00:00.234Z");
        }
        Asked asked = filterSetRecorder.of(clientsOfBot(botId, until), caller);
        Page<ClientRow> page = conversations.clientsOfBot(project.id(), botId, until, query.page());
        return new ClientsData(
                Pagination.of(page),
                clients(page, new ProjectScope(Map.of(project.id(), project))),
                asked.filterSetId());
    }

    /** Returns filters that select the same clients, so that this response also has a filter set. */
    private static JsonInput clientsOfBot(String botId, Instant until) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode filters = body.putArray("filters");
        filters.addObject()
                .put("key", FilterKey.BOT_ID.name())
                .put("type", FilterType.CHECKBOX.name())
                .putArray("options")
                .add(botId);
        filters.addObject()
                .put("key", FilterKey.CLIENT_JOIN_TIME.name())
                .put("type", FilterType.DATE_TIME_RANGE.name())
                .put("to", until.toString());
        return new JsonInput("", body);
    }

    private List<ClientExtendedInfo> clients(Page<ClientRow> page, ProjectScope reach) {
        Map<ClientRow, ClientBlock> blocked = blocks.among(page.rows());
        return page.map(client -> ClientExtendedInfo.of(client, reach.project(client.projectId()), blocked.get(client)))
                .rows();
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/state-routes/filter")
    StateRoutesData stateRoutes(Principal caller, HttpServletRequest request) {
        Question question = question(caller, new QueryParameters(request));
        Page<StateRoute> page = stateRoutes.routes(question.projects(), question.filters(), question.page);
        return new StateRoutesData(
                Pagination.of(page), page.map(StateRouteInfo::of).rows(), question.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/projects/sessions/count")
    List<SessionsCount> countSessions(Principal caller) {
        List<Project> projects = caller.projects(null);
        Map<Long, Integer> counts =
                conversations.countSessions(projects.stream().map(Project::id).toList());
        return projects.stream()
                .sorted(Comparator.comparing(Project::shortName))
                .map(project -> new SessionsCount(project.shortName(), counts.getOrDefault(project.id(), 0)))
                .toList();
    }
}
