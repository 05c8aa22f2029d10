// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.log.ClientNames;
import io.parley.store.query.SessionView;
import org.jspecify.annotations.Nullable;

/** Identity of a client (contract). */
record ClientInfo(
        String id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String username) {

    /** Returns the client of a session. */
    static ClientInfo of(SessionView session) {
        ClientNames names = session.clientNames();
        return new ClientInfo(session.session().clientId(), names.firstName(), names.lastName(), names.username());
    }
}
