package io.parley.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. Attempts are counted before the password is checked, so that many at a time gain nothing, and by the
 * address they come from, so that nobody can lock others out of their login. Each node counts for itself.
 */
@Component
final class LoginAttempts {
    /** Wrong passwords for one login from one address within {@link #TIME}. */
    static final int FOR_A_LOGIN = 10;
    /** Wrong passwords for any logins from one address. People behind one address, a proxy's for instance, share it. */
    static final int FROM_AN_ADDRESS = 100;

    static final Duration TIME = Duration.ofMinutes(10);

    private final Clock clock;
    private final Cache<Guesser, Failures> failures =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TIME).build();

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /** @param loginHash of one length, however long the login is; null for whatever the address tries */
    private record Guesser(String address, @Nullable String loginHash) {
        static Guesser of(String address, String login) {
            return new Guesser(address, Secrets.hash(login));
        }
    }

    /** @param until when they are forgotten: a while after the first */
    private record Failures(int count, Instant until) {}

    /**
     * Somebody is about to try a password.
     *
     * @throws Refused when there were too many wrong ones lately
     */
    void begin(String address, String login) {
        count(new Guesser(address, null), FROM_AN_ADDRESS);
        count(Guesser.of(address, login), FOR_A_LOGIN);
    }

    /** The password was right. */
    void succeeded(String address, String login) {
        failures.invalidate(Guesser.of(address, login));
        failures.asMap()
                .computeIfPresent(
                        new Guesser(address, null),
                        (guesser, known) -> new Failures(known.count() - 1, known.until()));
    }

    private void count(Guesser guesser, int most) {
        Instant now = clock.instant();
        Failures counted = failures.asMap().compute(guesser, (same, known) -> known == null || !now.isBefore(known.until())
                ? new Failures(1, now.plus(TIME))
                : new Failures(Math.min(known.count(), most) + 1, known.until()));
        if (counted.count() > most) {
            throw Refused.forNow("too many wrong passwords", Duration.between(now, counted.until()));
        }
    }
}
