// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.log.ClientRow;
import io.parley.store.account.Project;
import io.parley.store.table.ClientBlock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Client with all its data (contract).
 *
 * @param blockedBy id of the user who blocked the client, as the caller sent it
 */
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
        boolean isBlocked,
        @Nullable String blockReason,
        @Nullable Long blockedBy,
        @Nullable Instant blockDate) {

    /** @param block null for a client that is not blocked */
    static ClientExtendedInfo of(ClientRow client, Project project, @Nullable ClientBlock block) {
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
                block != null,
                block == null ? null : block.reason(),
                block == null ? null : block.by(),
                block == null ? null : block.at());
    }
}
