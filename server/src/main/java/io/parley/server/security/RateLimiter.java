// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.error.ApiException;
import io.parley.server.ParleyProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rate limiter per token or page login: an average number of calls a second, with bursts of up to
 * {@link #SECONDS_AT_ONCE} seconds' worth. Each node counts independently. Ingest calls are not limited: each waits for
 * its commit, and this back-pressure slows the sender down without losing anything.
 */
@Component
final class RateLimiter {
    static final int SECONDS_AT_ONCE = 10;

    private static final double NANOS = 1e9;

    private final int aSecond;
    private final Clock clock;
    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    RateLimiter(ParleyProperties configuration, Clock clock) {
        this.aSecond = configuration.callsASecond();
        this.clock = clock;
    }

    /**
     * Token bucket of one caller.
     *
     * @param left calls that are left
     * @param at when {@code left} was computed
     * @param granted whether the last call was within the limit
     */
    private record Allowance(double left, Instant at, boolean granted) {}

    /**
     * Counts a call.
     *
     * @param secretHash hash of the token or of the page's cookie
     * @throws ApiException when the rate limit is exceeded
     */
    void count(String secretHash) {
        if (aSecond == 0) {
            return;
        }
        Instant now = clock.instant();
        Allowance allowance = allowances.asMap().compute(secretHash, (same, before) -> next(before, now));
        if (!allowance.granted()) {
            throw ApiException.forNow("more than " + aSecond + " calls a second", Duration.ofNanos((long)
                    ((1 - allowance.left()) / aSecond * NANOS)));
        }
    }

    private Allowance next(@Nullable Allowance before, Instant now) {
        double most = (double) aSecond * SECONDS_AT_ONCE;
        double left = before == null
                ? most
                // A clock that is set back does not reduce the allowance.
                : Math.min(
                        most,
                        before.left()
                                + Math.max(0, Duration.between(before.at(), now).toNanos()) / NANOS * aSecond);
        return left >= 1 ? new Allowance(left - 1, now, true) : new Allowance(left, now, false);
    }
}
