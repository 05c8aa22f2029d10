// SPDX-License-Identifier: Apache-2.0
package io.parley.store.mark;

import java.util.Collection;
import java.util.Set;

/**
 * The limits of a change.
 *
 * @param accountId the account with the usable labels
 * @param projects the projects with the conversations that may be changed
 */
public record Reach(long accountId, Set<Long> projects) {
    public Reach(long accountId, Collection<Long> projects) {
        this(accountId, Set.copyOf(projects));
    }
}
