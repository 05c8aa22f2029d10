// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.server.ParleyProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Filter that determines {@link RequestAddress} and removes the prefix from the path, for proxies that pass paths on
 * unchanged. All other code sees paths without a prefix.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PathPrefixFilter extends OncePerRequestFilter {
    /** First segments of this server's own paths. A prefix that begins with one is never removed. */
    private static final Set<String> OWN = Set.of("api", "restapi", "reporter", "health", "assets", "api-docs");

    private final @Nullable String configured;
    private final String prefix;

    PathPrefixFilter(ParleyProperties configuration) {
        URI address = configuration.address();
        this.configured = address == null ? null : address.toString().replaceAll("/+$", "");
        this.prefix = RequestAddress.prefix(address);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(RequestAddress.PREFIX) == null) {
            request.setAttribute(RequestAddress.PREFIX, prefix);
        }
        String named = RequestAddress.prefix(request);
        request.setAttribute(
                RequestAddress.BASE,
                configured != null && request.getAttribute(RequestAddress.FORWARDED) == null && named.equals(prefix)
                        ? configured
                        : ServletUriComponentsBuilder.fromContextPath(request)
                                        .replacePath(null)
                                        .build()
                                        .toUriString()
                                + named);
        String path = request.getRequestURI();
        boolean isBelow = !named.isEmpty()
                && !OWN.contains(named.substring(1).split("/", 2)[0])
                && (path.equals(named) || path.startsWith(named + "/"));
        if (isBelow) {
            String rest = path.substring(named.length());
            chain.doFilter(new RequestAtPath(request, rest.isEmpty() ? "/" : rest), response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
