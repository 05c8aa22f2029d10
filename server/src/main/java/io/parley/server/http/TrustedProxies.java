// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.server.ParleyProperties;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of trusted proxies. Only they may name a client's address in {@code X-Forwarded-…} headers. The
 * client is the last address in {@code X-Forwarded-For} that is no trusted proxy; earlier ones may be forged.
 */
@Configuration(proxyBeanMethods = false)
class TrustedProxies {
    /** IP literals only: a host name would need a DNS lookup, and its owner could change the result. */
    private static final Pattern LITERAL =
            Pattern.compile("([0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*)/[0-9]{1,3}");

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> forwardedHeaders(ParleyProperties configuration) {
        List<String> proxies = configuration.trustedProxies();
        return factory -> {
            if (!proxies.isEmpty()) {
                List<String> blocks =
                        proxies.stream().map(TrustedProxies::block).toList();
                factory.addEngineValves(
                        new ForwardedHeadersValve(
                                blocks.stream().map(NetMask::new).toList()),
                        believing(blocks));
            }
        };
    }

    /** Returns whether an address is one of the proxies. */
    static Predicate<InetAddress> matching(List<String> proxies) {
        List<NetMask> blocks =
                proxies.stream().map(TrustedProxies::block).map(NetMask::new).toList();
        return address -> blocks.stream().anyMatch(block -> block.matches(address));
    }

    private static RemoteIpValve believing(List<String> blocks) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", blocks));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader(ForwardedHeadersValve.PROTO);
        valve.setPortHeader(ForwardedHeadersValve.PORT);
        return valve;
    }

    /**
     * @return a block, also for a single address, because Tomcat reads a value without a slash as a regular
     *     expression
     */
    private static String block(String proxy) {
        String block = proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32");
        if (!LITERAL.matcher(block).matches() || !isBlock(block)) {
            throw new IllegalArgumentException(
                    "trusted proxies: got «" + proxy + "», expected addresses such as 10.0.0.7 or 10.0.0.0/8");
        }
        return block;
    }

    private static boolean isBlock(String block) {
        try {
            new NetMask(block);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
