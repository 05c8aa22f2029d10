// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.problem.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. Attempts are counted before the password is checked, so that many at a time gain nothing, and by the
 * address they come from, so that nobody can lock others out of their login. Each node counts for itself.
 *
 * <p>Of IPv6 the network of 64 bits stands for an address, because whoever has one of its addresses has them all.
 */
@Component
final class LoginAttempts {
    /** Wrong passwords for one login from one address within {@link #TIME}. */
    static final int FOR_A_LOGIN = 10;
    /** Wrong passwords for any logins from one address. People behind one address share it. */
    static final int FROM_AN_ADDRESS = 100;

    static final Duration TIME = Duration.ofMinutes(10);

    /** As some proxies write addresses; the port changes from call to call. */
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[.*]):[0-9]+");

    /** The zone behind it is this machine's affair. */
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%.*)?]?");

    /** Of an address of IPv6. */
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Cache<Guesser, Failures> failures =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TIME).build();

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /** @param loginHash of one length, however long the login is; null for whatever is tried from there */
    private record Guesser(String place, @Nullable String loginHash) {
        static Guesser of(String address, String login) {
            return new Guesser(place(address), Secrets.hash(login));
        }

        static Guesser ofAny(String address) {
            return new Guesser(place(address), null);
        }

        private static String place(String address) {
            Matcher withPort = WITH_PORT.matcher(address);
            String plain = withPort.matches() ? withPort.group(1) : address;
            Matcher ipv6 = IPV6.matcher(plain);
            if (!ipv6.matches()) {
                return plain;
            }
            try {
                // A literal, so that nobody is asked.
                byte[] bytes = InetAddress.getByName(ipv6.group(1)).getAddress();
                return bytes.length == 4
                        ? InetAddress.getByAddress(bytes).getHostAddress()
                        : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
            } catch (UnknownHostException noAddress) {
                return plain;
            }
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
        count(Guesser.ofAny(address), FROM_AN_ADDRESS);
        count(Guesser.of(address, login), FOR_A_LOGIN);
    }

    /** The password was right. */
    void succeeded(String address, String login) {
        failures.invalidate(Guesser.of(address, login));
        failures.asMap()
                .computeIfPresent(
                        Guesser.ofAny(address), (guesser, known) -> new Failures(known.count() - 1, known.until()));
    }

    private void count(Guesser guesser, int most) {
        Instant now = clock.instant();
        Failures counted = failures.asMap()
                .compute(
                        guesser,
                        (same, known) -> known == null || !now.isBefore(known.until())
                                ? new Failures(1, now.plus(TIME))
                                : new Failures(Math.min(known.count(), most) + 1, known.until()));
        if (counted.count() > most) {
            throw Refused.forNow("too many wrong passwords", Duration.between(now, counted.until()));
        }
    }
}
