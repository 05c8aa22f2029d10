// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the web page.
 *
 * @param passwordHash never the password
 * @param deactivatedAt time since which the person may not log in; null for an active person
 */
public record User(
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
