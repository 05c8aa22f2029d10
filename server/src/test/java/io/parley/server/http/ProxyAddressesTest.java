// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.server.ParleyProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Configuration values for trusted proxies; {@code TrustedProxiesTest} starts servers with them. */
class ProxyAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0", ".*", "fe80::/129", "10.0.0.7/"})
    void whatIsNoAddressIsRefused(String proxy) {
        ParleyProperties configuration = new ParleyProperties(
                Path.of("unused"),
                "node",
                Duration.ZERO,
                Duration.ofDays(30),
                Duration.ofDays(7),
                null,
                0,
                Duration.ofSeconds(20),
                false,
                List.of(proxy),
                null,
                "localhost");
        assertThatThrownBy(() ->
                        TrustedProxies.forwardedHeaders(configuration).customize(new TomcatServletWebServerFactory()))
                .hasMessage("trusted proxies: got «" + proxy + "», expected addresses such as 10.0.0.7 or 10.0.0.0/8");
    }
}
