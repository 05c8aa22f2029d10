// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A value with the moment it was said at, so that "first" and "last" mean the same whatever the order of arrival.
 *
 * @param messageKey breaks the tie between two messages of one instant
 */
public record Stamped<T>(T value, Instant at, long messageKey) {
    private static final Comparator<Stamped<?>> BY_TIME =
            Comparator.<Stamped<?>, Instant>comparing(Stamped::at).thenComparingLong(Stamped::messageKey);

    public static <T> @Nullable Stamped<T> earliest(@Nullable Stamped<T> one, @Nullable Stamped<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BY_TIME.compare(one, other) <= 0 ? one : other;
    }

    public static <T> @Nullable Stamped<T> latest(@Nullable Stamped<T> one, @Nullable Stamped<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BY_TIME.compare(one, other) >= 0 ? one : other;
    }

    public static <T> @Nullable T valueOf(@Nullable Stamped<T> stamped) {
        return stamped == null ? null : stamped.value();
    }

    /** The greater of two values, of which either may be missing: order-free where nothing better tells them apart. */
    static <T extends Comparable<T>> @Nullable T greater(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
