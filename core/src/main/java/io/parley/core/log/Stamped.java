// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A value with the time of its message. "First" and "last" values thus do not depend on the order of arrival.
 *
 * @param messageKey breaks ties between messages of the same time
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

    /**
     * Returns the greater of two nullable values; gives an order-independent choice where no other criterion exists.
     */
    static <T extends Comparable<T>> @Nullable T greater(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
