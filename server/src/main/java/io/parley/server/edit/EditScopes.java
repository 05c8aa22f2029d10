// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.server.http.QueryParameters;
import io.parley.server.security.Principal;
import io.parley.store.edit.EditScope;

/** Scope of a caller's writes. */
final class EditScopes {
    private EditScopes() {}

    /** Returns the caller's projects, limited by the parameter {@code projectShortName} if it is present. */
    static EditScope of(Principal caller, QueryParameters query) {
        return new EditScope(
                caller.accountId(),
                caller.projectIds(query.text("projectShortName").orElse(null)));
    }
}
