// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import io.parley.server.apidoc.PublishedApiDocument;
import io.parley.server.http.ApiExceptionHandler;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Filter that records status and duration of each request: for the metrics, and for an optional line in the log. The
 * line contains the operation's path template, because a path may contain a client's identity. It contains neither
 * parameters nor the caller.
 */
@Component
@Order(RequestWatch.PLACE)
final class RequestWatch extends OncePerRequestFilter {
    /** Order of the filter: directly after the filter that removes tokens from paths. */
    static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 20;

    private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
    private static final String BEGUN = RequestWatch.class.getName();
    private static final double NANOS_A_MS = 1e6;
    /** Used for requests that are no operation, such as the page's files. */
    private static final String NO_CALL = "none";
    /** Used instead of a status when the client has closed the connection. */
    private static final String GONE = "gone";

    private final Instruments instruments;
    private final PublishedApiDocument document;

    RequestWatch(Instruments instruments, PublishedApiDocument document) {
        this.instruments = instruments;
        this.document = document;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(BEGUN) == null) {
            request.setAttribute(BEGUN, System.nanoTime());
        }
        // An exception that leaves the filter chain is answered outside of this filter.
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            // An asynchronous call is dispatched a second time with its result.
            if (!request.isAsyncStarted()) {
                ended(request, status);
            }
        }
    }

    private void ended(HttpServletRequest request, int status) {
        Duration took = Duration.ofNanos(System.nanoTime() - (long) request.getAttribute(BEGUN));
        @Nullable Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        boolean gone = ApiExceptionHandler.isOfACallerGone(request);
        instruments.answered(
                template == null
                        ? NO_CALL
                        : document.operationId(request.getMethod(), template.toString())
                                .orElse(NO_CALL),
                gone ? GONE : status / 100 + "xx",
                took);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} {} in {} ms",
                    request.getMethod(),
                    template == null ? "(no call)" : template,
                    gone ? GONE : status,
                    String.format(Locale.ROOT, "%.1f", took.toNanos() / NANOS_A_MS));
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
