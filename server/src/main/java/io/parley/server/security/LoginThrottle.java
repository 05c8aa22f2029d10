// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.error.ApiException;
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
 * Limits password guessing. An attempt is counted before the password is checked, so that parallel attempts gain
 * nothing. Attempts are counted per client address, so that an attacker cannot lock others out of their login. Each
 * node counts independently.
 *
 * <p>An IPv6 address is reduced to its /64 network, because one client usually owns the whole network.
 */
@Component
final class LoginThrottle {
    /** Most wrong passwords for one login from one address within {@link #TIME}. */
    static final int FOR_A_LOGIN = 10;
    /**
     * Most wrong passwords for all logins from one address within {@link #TIME}; several users may share an address.
     */
    static final int FROM_AN_ADDRESS = 100;

    static final Duration TIME = Duration.ofMinutes(10);

    /** Address with a port, as some proxies write it; the port differs from call to call. */
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[.*]):[0-9]+");

    /** IPv6 address; its zone is local to this machine and is dropped. */
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%.*)?]?");

    /** Length of the network part of an IPv6 address, in bytes. */
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Cache<Guesser, Failures> failures =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TIME).build();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @param loginHash hash, so that keys have one length; null in the entry that counts all logins from the place */
    private record Guesser(String place, @Nullable String loginHash) {
        static Guesser of(String address, String login) {
            return new Guesser(place(address), TokenSecrets.hash(login));
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
                // The text is an IP literal, so that this makes no DNS lookup.
                byte[] bytes = InetAddress.getByName(ipv6.group(1)).getAddress();
                return bytes.length == 4
                        ? InetAddress.getByAddress(bytes).getHostAddress()
                        : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
            } catch (UnknownHostException noAddress) {
                return plain;
            }
        }
    }

    /** @param until when the count starts anew: {@link #TIME} after the first attempt */
    private record Failures(int count, Instant until) {}

    /**
     * Counts an attempt before its password is checked.
     *
     * @throws ApiException when there were too many wrong passwords recently
     */
    void begin(String address, String login) {
        count(Guesser.ofAny(address), FROM_AN_ADDRESS);
        count(Guesser.of(address, login), FOR_A_LOGIN);
    }

    /** Removes a successful attempt from the counts, and the count of its login. */
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
            throw ApiException.forNow("too many wrong passwords", Duration.between(now, counted.until()));
        }
    }
}
