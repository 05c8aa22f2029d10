// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

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
 * Endpoints to block and unblock clients. The help pages mention them, but the contract contains only the body,
 * {@code BlockClientDto}; the paths are our decision.
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

    @Needs(Permission.ANNOTATE)
    @PostMapping("/block")
    void block(Caller caller, HttpServletRequest request) {
        NamedClient who = NamedClient.of(caller, new Query(request), directory);
        Input body = bodies.json(request);
        String reason = body.isNull() ? null : body.object().optional("blockReason", Input::text);
        Long by = body.isNull() ? null : body.optional("blockedBy", Input::integer);
        blocks.block(who.project().id(), who.botId(), who.clientId(), Texts.storableOrNull(reason), by);
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping("/unblock")
    void unblock(Caller caller, HttpServletRequest request) {
        NamedClient who = NamedClient.of(caller, new Query(request), directory);
        blocks.unblock(who.project().id(), who.botId(), who.clientId());
    }
}
