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
public record TimestampedValue<T>(T value, Instant at, long messageKey) {
    private static final Comparator<TimestampedValue<?>> BY_TIME = Comparator.<TimestampedValue<?>, Instant>comparing(
                    TimestampedValue::at)
            .thenComparingLong(TimestampedValue::messageKey);

    public static <T> @Nullable TimestampedValue<T> earliest(
            @Nullable TimestampedValue<T> one, @Nullable TimestampedValue<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BY_TIME.compare(one, other) <= 0 ? one : other;
    }

    public static <T> @Nullable TimestampedValue<T> latest(
            @Nullable TimestampedValue<T> one, @Nullable TimestampedValue<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BY_TIME.compare(one, other) >= 0 ? one : other;
    }

    public static <T> @Nullable T valueOf(@Nullable TimestampedValue<T> stamped) {
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
