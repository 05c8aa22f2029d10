// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.filter.CustomField;
import io.parley.core.log.ClientRow;
import io.parley.core.log.SessionRow;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.server.http.Pagination;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.LegacyEdition;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.edit.ClientBlockRepository;
import io.parley.store.query.ConversationQueries;
import io.parley.store.query.DialogQueries;
import io.parley.store.query.DialogQueries.Direction;
import io.parley.store.query.MessageView;
import io.parley.store.query.SessionView;
import io.parley.store.table.RowKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the messages of one client: in one session, or in all sessions. */
@RestController
@RequestMapping(Principal.REPORTER + "/messages")
class DialogController {
    private final DialogQueries dialogs;
    private final ConversationQueries conversations;
    private final ClientBlockRepository blocks;
    private final RequestBodyReader bodies;

    DialogController(
            DialogQueries dialogs,
            ConversationQueries conversations,
            ClientBlockRepository blocks,
            RequestBodyReader bodies) {
        this.dialogs = dialogs;
        this.conversations = conversations;
        this.blocks = blocks;
        this.bodies = bodies;
    }

    record MessagesForSession(Pagination paging, SessionInfo session, List<MessageInfo> messages) {}

    record MessagesForClient(Pagination paging, ClientExtendedInfo client, List<MessageInfo> messages) {}

    record PageNumber(long pageNumber) {}

    /** Sort order of a history (contract). */
    enum Sort {
        ASC,
        DESC;

        Direction direction() {
            return switch (this) {
                case ASC -> Direction.OLDEST_FIRST;
                case DESC -> Direction.NEWEST_FIRST;
            };
        }
    }

    // ---- One session

    @RequiresPermission(Permission.READ)
    @GetMapping("/by-session")
    MessagesForSession ofSession(Principal caller, HttpServletRequest request) {
        QueryParameters query =
                LegacyEdition.isReadByPost(request) ? bodies.parameters(request) : new QueryParameters(request);
        ProjectScope reach = ProjectScope.of(caller, query);
        PageRequest page = query.page();
        Instant from = query.instant("startTime");
        boolean hideEmpty = query.flag("hideEmptyMessage");
        CustomFields customFields = new CustomFields(customFields(query));
        List<SessionView> sessions = sessions(reach, query);
        SessionView session = sessions.getFirst();
        Page<MessageView> messages = dialogs.ofSessions(sessions, page, from, hideEmpty);
        // In a group chat everybody needs to know who speaks.
        boolean withClients = sessions.size() > 1;
        return new MessagesForSession(
                Pagination.of(messages),
                SessionInfo.of(
                        session,
                        reach.project(session.session().projectId()),
                        true,
                        true,
                        customFields
                                .ofSessions(List.of(session.session()), conversations)
                                .get(RowKey.of(session.session()))),
                messages.map(view -> MessageInfo.of(view, withClients, customFields))
                        .rows());
    }

    /** Returns the number of the page of {@link #ofSession} that contains a message. */
    @RequiresPermission(Permission.READ)
    @GetMapping("/page-in-session")
    PageNumber pageInSession(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        ProjectScope reach = ProjectScope.of(caller, query);
        String questionId = questionId(query);
        int size = query.page().size();
        List<SessionRow> sessions =
                sessions(reach, query).stream().map(SessionView::session).toList();
        return new PageNumber(page(dialogs.assignSessions(sessions, questionId), size, questionId));
    }

    /** The sessions of that id, one of each client, the newest first. */
    private List<SessionView> sessions(ProjectScope reach, QueryParameters query) {
        String sessionId = query.required("sessionId", "the id of a session");
        List<SessionView> sessions = dialogs.sessions(
                reach.ids(),
                sessionId,
                query.text("botId").orElse(null),
                query.text("clientId").orElse(null));
        if (sessions.isEmpty()) {
            throw ApiException.field(
                    ErrorCode.SESSION, "sessionId", sessionId, "the id of a session within reach of this call");
        }
        return sessions;
    }

    private static List<CustomField> customFields(QueryParameters query) {
        List<CustomField> fields = new ArrayList<>();
        for (String path : query.repeated("responseDataJsonPath")) {
            fields.add(CustomField.read("responseDataJsonPath", path));
        }
        return fields;
    }

    // ---- One client

    /** Returns a page of a client's history: the requested one, or the one that contains a given message. */
    @RequiresPermission(Permission.READ)
    @GetMapping("/by-client")
    MessagesForClient ofClient(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        ProjectScope reach = ProjectScope.of(caller, query);
        PageRequest asked = query.page();
        Instant from = query.instant("startTime");
        Instant to = query.upperEnd("endTime");
        Direction direction = query.oneOf("sort", Sort.class).orElse(Sort.ASC).direction();
        ClientRow client = client(reach, query);
        PageRequest page = query.text("questionId")
                .map(questionId -> {
                    OptionalLong place = dialogs.placeInClient(client, from, to, direction, questionId);
                    return new PageRequest((int) page(place, asked.size(), questionId), asked.size());
                })
                .orElse(asked);
        Page<MessageView> messages = dialogs.ofClient(client, page, from, to, direction);
        CustomFields none = new CustomFields(List.of());
        return new MessagesForClient(
                Pagination.of(messages),
                ClientExtendedInfo.of(
                        client,
                        reach.project(client.projectId()),
                        blocks.among(List.of(client)).get(client)),
                messages.map(view -> MessageInfo.of(view, false, none)).rows());
    }

    /** Returns the number of the page of {@link #ofClient}, oldest first, that contains a message. */
    @RequiresPermission(Permission.READ)
    @GetMapping("/page-in-client")
    PageNumber pageInClient(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        ProjectScope reach = ProjectScope.of(caller, query);
        String questionId = questionId(query);
        int size = query.page().size();
        ClientRow client = client(reach, query);
        OptionalLong place = dialogs.placeInClient(client, null, null, Direction.OLDEST_FIRST, questionId);
        return new PageNumber(page(place, size, questionId));
    }

    private ClientRow client(ProjectScope reach, QueryParameters query) {
        String botId = query.required("botId", "the id of a channel");
        String clientId = query.required("clientId", "the id of a client");
        return dialogs.client(
                        reach.ids(), botId, clientId, query.text("channelType").orElse(null))
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.CLIENT,
                        "clientId",
                        clientId,
                        "the id of a client of this bot within reach of this call"));
    }

    // ---- One message

    private static String questionId(QueryParameters query) {
        return query.required("questionId", "the id of a message");
    }

    private static long page(OptionalLong place, int size, String questionId) {
        return place.orElseThrow(() -> ApiException.field(
                        ErrorCode.MESSAGE, "questionId", questionId, "the id of a message in this list"))
                / size;
    }
}
