// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.problem.Refused;
import io.parley.server.ServerConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps one token, or one person at the page, from taking the whole server: so many calls a second on average, and for a moment
 * {@link #SECONDS_AT_ONCE} times as many. Each node counts for itself. What bots report is not counted: it waits for its commit, which slows
 * a sender down without losing anything.
 */
@Component
final class CallRate {
    static final int SECONDS_AT_ONCE = 10;

    private static final double NANOS = 1e9;

    private final int aSecond;
    private final Clock clock;
    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    CallRate(ServerConfiguration configuration, Clock clock) {
        this.aSecond = configuration.callsASecond();
        this.clock = clock;
    }

    /**
     * How many calls are left to somebody.
     *
     * @param granted whether the last one was within what was left
     */
    private record Allowance(double left, Instant at, boolean granted) {}

    /**
     * Counts a call.
     *
     * @param secretHash of the token, or the page's cookie
     * @throws Refused when there were too many lately
     */
    void count(String secretHash) {
        if (aSecond == 0) {
            return;
        }
        Instant now = clock.instant();
        Allowance allowance = allowances.asMap().compute(secretHash, (same, before) -> next(before, now));
        if (!allowance.granted()) {
            throw Refused.forNow("more than " + aSecond + " calls a second", Duration.ofNanos((long)
                    ((1 - allowance.left()) / aSecond * NANOS)));
        }
    }

    private Allowance next(@Nullable Allowance before, Instant now) {
        double most = (double) aSecond * SECONDS_AT_ONCE;
        double left = before == null
                ? most
                // A clock that goes back takes nothing away.
                : Math.min(
                        most,
                        before.left()
                                + Math.max(0, Duration.between(before.at(), now).toNanos()) / NANOS * aSecond);
        return left >= 1 ? new Allowance(left - 1, now, true) : new Allowance(left, now, false);
    }
}
