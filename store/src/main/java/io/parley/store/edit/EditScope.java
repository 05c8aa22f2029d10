// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import java.util.Collection;
import java.util.Set;

/**
 * The limits of a change.
 *
 * @param accountId the account with the usable labels
 * @param projects the projects with the conversations that may be changed
 */
public record EditScope(long accountId, Set<Long> projects) {
    public EditScope(long accountId, Collection<Long> projects) {
        this(accountId, Set.copyOf(projects));
    }
}
