// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.server.access.Caller;
import io.parley.server.web.Query;
import io.parley.store.mark.Reach;

/** Scope of a caller's writes. */
final class Reaches {
    private Reaches() {}

    /** Returns the caller's projects, limited by the parameter {@code projectShortName} if it is present. */
    static Reach of(Caller caller, Query query) {
        return new Reach(
                caller.accountId(),
                caller.projectIds(query.text("projectShortName").orElse(null)));
    }
}
