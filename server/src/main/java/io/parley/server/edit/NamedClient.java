// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.log.Origin;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.QueryParameters;
import io.parley.server.security.Principal;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;

/**
 * Client in the parameters of a call; it need not exist yet.
 *
 * @param clientId the plain id, also if the caller sent the form that JAICF uses for its users
 */
public record NamedClient(Project project, String botId, String clientId) {

    public static NamedClient of(Principal caller, QueryParameters query, AccountRepository accounts) {
        Project project = caller.project(query.text("projectShortName").orElse(null));
        String botId = TextNormalizer.storable(query.required("botId", "the id of the client's channel"));
        String clientId = TextNormalizer.storable(query.required("clientId", "the client's id"));
        String plainId = accounts.channels(project.id()).stream()
                .filter(channel -> channel.botId().equals(botId))
                .map(channel -> Origin.plainClientId(clientId, botId, channel.channelType()))
                .findFirst()
                .orElse(clientId);
        return new NamedClient(project, botId, plainId);
    }
}
