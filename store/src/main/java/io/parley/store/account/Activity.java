// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The activity of a channel or project.
 *
 * @param lastMessageAt time of the newest message; null where there is none
 */
public record Activity(
        long clients,
        long sessions,
        long messages,
        @Nullable Instant lastMessageAt) {
    public static final Activity NONE = new Activity(0, 0, 0, null);

    /** Returns the sum of two disjoint activities. */
    public Activity plus(Activity other) {
        return new Activity(
                clients + other.clients,
                sessions + other.sessions,
                messages + other.messages,
                later(lastMessageAt, other.lastMessageAt));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
