// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who logs in to the page.
 *
 * @param passwordHash never the password
 * @param deactivatedAt since when the person may not log in; null for whoever may
 */
public record Person(
        long id,
        long accountId,
        String login,
        String passwordHash,
        Role role,
        Instant createdAt,
        @Nullable Instant deactivatedAt) {

    public boolean isActive() {
        return deactivatedAt == null;
    }
}
