// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final LoginThrottle attempts = new LoginThrottle(clock);

    private void wrong(int times, String address, String login) {
        for (int i = 0; i < times; i++) {
            attempts.begin(address, login);
        }
    }

    @Test
    void tenWrongPasswordsForALoginAreFollowedByAPause() {
        wrong(10, "10.0.0.1", "anna");
        clock.advance(Duration.ofMillis(90_500));
        assertThatThrownBy(() -> attempts.begin("10.0.0.1", "anna"))
                .hasMessage("too many wrong passwords; try again in 510 s")
                .extracting(refused -> ((ApiException) refused).retryAfter())
                .isEqualTo(Optional.of(Duration.ofSeconds(510)));
        // Neither other users nor the same user from another address are affected.
        attempts.begin("10.0.0.1", "boris");
        attempts.begin("10.0.0.2", "anna");
        clock.advance(Duration.ofSeconds(510));
        attempts.begin("10.0.0.1", "anna");
    }

    @Test
    void ofIpv6WholeNetworksCountForNobodyHasOneAddress() {
        wrong(5, "2001:db8:1:2::1", "anna");
        wrong(5, "2001:db8:1:2:3:4:5:6", "anna");
        assertThatThrownBy(() -> attempts.begin("2001:0db8:0001:0002:ffff::", "anna"))
                .isInstanceOf(ApiException.class);
        attempts.begin("2001:db8:1:3::1", "anna");
        // The zone of an IPv6 address is ignored.
        wrong(10, "fe80:0:0:0:1:2:3:4", "anna");
        assertThatThrownBy(() -> attempts.begin("fe80:0:0:0:1:2:3:5%eth0", "anna"))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void anAddressIsTheSameHoweverItIsWritten() {
        wrong(10, "203.0.113.7", "anna");
        for (String same :
                List.of("203.0.113.7:4711", "203.0.113.7:4712", "::ffff:203.0.113.7", "[::ffff:203.0.113.7]:80")) {
            assertThatThrownBy(() -> attempts.begin(same, "anna")).as(same).isInstanceOf(ApiException.class);
        }
        for (String none : List.of("unknown", "unknown:80", ":not:an:address:", "1:2:3", "")) {
            attempts.begin(none, "anna");
        }
    }

    @Test
    void anEmptyLoginIsALoginLikeOthers() {
        wrong(10, "10.0.0.1", "anna");
        wrong(10, "10.0.0.1", "");
        assertThatThrownBy(() -> attempts.begin("10.0.0.1", "")).isInstanceOf(ApiException.class);
    }

    @Test
    void whoTriesAgainAndAgainDoesNotWaitLonger() {
        wrong(10, "10.0.0.1", "anna");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> attempts.begin("10.0.0.1", "anna")).isInstanceOf(ApiException.class);
            clock.advance(Duration.ofSeconds(30));
        }
        attempts.begin("10.0.0.1", "anna");
    }

    @Test
    void aRightPasswordMakesTheWrongOnesForgotten() {
        wrong(9, "10.0.0.1", "anna");
        attempts.begin("10.0.0.1", "anna");
        attempts.succeeded("10.0.0.1", "anna");
        wrong(10, "10.0.0.1", "anna");
    }

    @Test
    void aHundredWrongPasswordsForManyLoginsAreFollowedByAPauseForAll() {
        for (int i = 0; i < 100; i++) {
            attempts.begin("10.0.0.1", "person " + i);
        }
        assertThatThrownBy(() -> attempts.begin("10.0.0.1", "anna"))
                .hasMessage("too many wrong passwords; try again in 600 s");
        attempts.begin("10.0.0.2", "anna");
    }
}
