package io.parley.server.reporter;

import io.parley.core.log.ClientRow;
import io.parley.store.directory.Project;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All about a client (contract). */
record ClientExtendedInfo(
        String id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String username,
        long accountId,
        String projectShortName,
        String channelType,
        String botId,
        String lastSessionId,
        Instant joinDate,
        Instant lastVisitDate,
        boolean isBlocked) {

    static ClientExtendedInfo of(ClientRow client, Project project) {
        var names = client.knownNames();
        return new ClientExtendedInfo(
                client.clientId(),
                names.firstName(),
                names.lastName(),
                names.username(),
                project.accountId(),
                project.shortName(),
                client.channelType(),
                client.botId(),
                client.lastSessionId().value(),
                client.join(),
                client.lastVisit(),
                false);
    }
}
