package io.parley.server.reporter;

import io.parley.core.log.ClientRow;
import org.jspecify.annotations.Nullable;

/** Who a client is (contract). */
record ClientInfo(
        String id, @Nullable String firstName, @Nullable String lastName, @Nullable String username) {

    static ClientInfo of(ClientRow client) {
        var names = client.knownNames();
        return new ClientInfo(client.clientId(), names.firstName(), names.lastName(), names.username());
    }
}
