// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.error.JsonInput;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.AccountRepository;
import io.parley.store.edit.ClientBlockRepository;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints to block and unblock clients. The help pages mention them, but the contract contains only the body,
 * {@code BlockClientDto}; the paths are our decision.
 */
@RestController
@RequestMapping(Principal.REPORTER + "/clients")
class BlockController {
    private final ClientBlockRepository blocks;
    private final AccountRepository accounts;
    private final RequestBodyReader bodies;

    BlockController(ClientBlockRepository blocks, AccountRepository accounts, RequestBodyReader bodies) {
        this.blocks = blocks;
        this.accounts = accounts;
        this.bodies = bodies;
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/block")
    void block(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request);
        NamedClient who = NamedClient.of(caller, new QueryParameters(request, body), accounts);
        String reason = body.isNull() ? null : body.object().optional("blockReason", JsonInput::text);
        Long by = body.isNull() ? null : body.optional("blockedBy", JsonInput::integer);
        blocks.block(who.project().id(), who.botId(), who.clientId(), TextNormalizer.storableOrNull(reason), by);
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/unblock")
    void unblock(Principal caller, HttpServletRequest request) {
        NamedClient who = NamedClient.of(caller, bodies.parameters(request), accounts);
        blocks.unblock(who.project().id(), who.botId(), who.clientId());
    }
}
