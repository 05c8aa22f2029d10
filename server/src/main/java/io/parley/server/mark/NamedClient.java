// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.core.log.Origin;
import io.parley.core.log.Texts;
import io.parley.server.access.Caller;
import io.parley.server.web.Query;
import io.parley.store.directory.Directory;
import io.parley.store.directory.Project;

/**
 * Client in the parameters of a call; it need not exist yet.
 *
 * @param clientId the plain id, also if the caller sent the form that JAICF uses for its users
 */
public record NamedClient(Project project, String botId, String clientId) {

    public static NamedClient of(Caller caller, Query query, Directory directory) {
        Project project = caller.project(query.text("projectShortName").orElse(null));
        String botId = Texts.storable(query.required("botId", "the id of the client's channel"));
        String clientId = Texts.storable(query.required("clientId", "the client's id"));
        String plainId = directory.channels(project.id()).stream()
                .filter(channel -> channel.botId().equals(botId))
                .map(channel -> Origin.plainClientId(clientId, botId, channel.channelType()))
                .findFirst()
                .orElse(clientId);
        return new NamedClient(project, botId, plainId);
    }
}
