package io.parley.server.mark;

import io.parley.core.log.Origin;
import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Directory;
import io.parley.store.mark.Blocks;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Blocking clients and letting them in again. The help pages speak of it and the contract kept only the body, {@code BlockClientDto}; the
 * paths are our decision.
 */
@RestController
@RequestMapping(Caller.REPORTER + "/clients")
class BlockController {
    private final Blocks blocks;
    private final Directory directory;
    private final Bodies bodies;

    BlockController(Store store, Bodies bodies) {
        this.blocks = store.blocks();
        this.directory = store.directory();
        this.bodies = bodies;
    }

    /** Who is meant; nobody need have met the client yet. */
    private record Who(long projectId, String botId, String clientId) {}

    @Needs(Permission.ANNOTATE)
    @PostMapping("/block")
    void block(Caller caller, HttpServletRequest request) {
        Who who = who(caller, new Query(request));
        Input body = bodies.json(request);
        String reason = body.isNull() ? null : body.object().optional("blockReason", Input::text);
        Long by = body.isNull() ? null : body.optional("blockedBy", Input::integer);
        blocks.block(who.projectId(), who.botId(), who.clientId(), Texts.storableOrNull(reason), by);
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping("/unblock")
    void unblock(Caller caller, HttpServletRequest request) {
        Who who = who(caller, new Query(request));
        blocks.unblock(who.projectId(), who.botId(), who.clientId());
    }

    private Who who(Caller caller, Query query) {
        long project = caller.project(query.text("projectShortName").orElse(null)).id();
        String botId = Texts.storable(query.required("botId", "the id of the client's channel"));
        String clientId = Texts.storable(query.required("clientId", "the client's id"));
        String plainId = directory.channels(project).stream()
                .filter(channel -> channel.botId().equals(botId))
                .map(channel -> Origin.plainClientId(clientId, botId, channel.channelType()))
                .findFirst()
                .orElse(clientId);
        return new Who(project, botId, plainId);
    }
}
