// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.server.access.Caller;
import io.parley.server.web.Query;
import io.parley.store.mark.Reach;

/** How far the writing of a caller reaches. */
final class Reaches {
    private Reaches() {}

    /** What the parameter {@code projectShortName} leaves of what the caller reaches; without it, all. */
    static Reach of(Caller caller, Query query) {
        return new Reach(
                caller.accountId(),
                caller.projectIds(query.text("projectShortName").orElse(null)));
    }
}
