package io.parley.server.reporter;

import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.page.Page;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.Pagination;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.query.Conversations;
import io.parley.store.query.MessageView;
import io.parley.store.query.SessionView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of sessions and messages. The legacy edition comes by here, too, with its project's token. */
@RestController
@RequestMapping(Caller.REPORTER)
class ReporterController {
    private final Conversations conversations;
    private final Bodies bodies;

    ReporterController(Store store, Bodies bodies) {
        this.conversations = store.conversations();
        this.bodies = bodies;
    }

    record SessionsData(Pagination paging, List<SessionInfo> sessions) {}

    record MessageData(Pagination paging, List<MessageInfo> messages) {}

    record MessagesForSession(Pagination paging, SessionInfo session, List<MessageInfo> messages) {}

    @Needs(Permission.READ)
    @PostMapping("/sessions/filter")
    SessionsData sessions(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        boolean withLabels = query.flag("needToReturnSessionLabels");
        boolean withData = query.flag("needToReturnSessionData");
        Map<Long, Project> projects = projects(caller, query);
        FilterSet wanted = FilterReader.read(bodies.json(request));
        Page<SessionView> page = conversations.sessions(projects.keySet(), wanted, query.page());
        return new SessionsData(
                Pagination.of(page),
                page.map(view -> SessionInfo.of(view, project(projects, view), withLabels, withData)).rows());
    }

    @Needs(Permission.READ)
    @PostMapping("/messages/filter")
    MessageData messages(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Map<Long, Project> projects = projects(caller, query);
        FilterSet wanted = FilterReader.read(bodies.json(request));
        Page<MessageView> page = conversations.messages(projects.keySet(), wanted, query.page());
        return new MessageData(
                Pagination.of(page),
                page.map(view -> MessageInfo.extended(view, project(projects, view.session()))).rows());
    }

    @Needs(Permission.READ)
    @GetMapping("/messages/by-session")
    MessagesForSession messagesOfSession(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Map<Long, Project> projects = projects(caller, query);
        String sessionId = query.required("sessionId", "the id of a session");
        String botId = query.text("botId").orElse(null);
        var page = query.page();
        var from = query.instant("startTime");
        boolean hideEmpty = query.flag("hideEmptyMessage");
        SessionView session = conversations
                .session(projects.keySet(), sessionId, botId)
                .orElseThrow(() -> Refused.field(
                        Problem.SESSION, "sessionId", sessionId, "the id of a session within reach of this call"));
        Page<MessageView> messages = conversations.dialog(session, page, from, hideEmpty);
        return new MessagesForSession(
                Pagination.of(messages),
                SessionInfo.of(session, project(projects, session), true, true),
                messages.map(MessageInfo::inDialog).rows());
    }

    private static Map<Long, Project> projects(Caller caller, Query query) {
        return caller.projects(query.text("projectShortName").orElse(null)).stream()
                .collect(Collectors.toMap(Project::id, Function.identity()));
    }

    private static Project project(Map<Long, Project> projects, SessionView view) {
        Project project = projects.get(view.session().projectId());
        if (project == null) {
            throw new IllegalStateException("a session of project " + view.session().projectId() + " was not asked for");
        }
        return project;
    }
}
