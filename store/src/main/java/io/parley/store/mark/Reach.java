// SPDX-License-Identifier: Apache-2.0
package io.parley.store.mark;

import java.util.Collection;
import java.util.Set;

/**
 * How far a change may reach.
 *
 * @param accountId whose labels may be used
 * @param projects whose conversations may be changed
 */
public record Reach(long accountId, Set<Long> projects) {
    public Reach(long accountId, Collection<Long> projects) {
        this(accountId, Set.copyOf(projects));
    }
}
