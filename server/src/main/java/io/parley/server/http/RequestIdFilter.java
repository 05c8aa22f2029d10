// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Assigns each request an id, which correlates its response, its log lines, and the logs of a proxy. It is the id
 * from the request's header if that is safe to log, otherwise a new one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    /** Name in the logging context (MDC). */
    static final String LOGGED_AS = "request";

    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    /** UUIDs, ULIDs, hexadecimal digits, Base64: formats of proxies and tracers. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:=+/-]{1,100}");

    /** Returns the id of a request that has passed this filter. */
    static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Object known = request.getAttribute(ATTRIBUTE);
        String id = known == null ? idFor(request.getHeader(HEADER)) : known.toString();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (MDC.MDCCloseable logged = MDC.putCloseable(LOGGED_AS, id)) {
            chain.doFilter(request, response);
        }
    }

    private static String idFor(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches() ? given : fresh();
    }

    /** Generates an id. */
    static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Returns false, because an asynchronous call is answered on another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
