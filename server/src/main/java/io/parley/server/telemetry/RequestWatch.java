// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import io.parley.server.apidoc.PublishedDocument;
import io.parley.server.web.Errors;
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
 * Sees how each request ends and how long it took: for the metrics, and for one line of the log, if it is wanted. The call is named by its template, because
 * who a client is may stand in a path; what callers ask, and who they are, is in no line at all.
 */
@Component
@Order(RequestWatch.PLACE)
final class RequestWatch extends OncePerRequestFilter {
    /** Behind the filter that takes tokens out of paths, before all others. */
    static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 20;

    private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
    private static final String BEGUN = RequestWatch.class.getName();
    private static final double NANOS_A_MS = 1e6;
    /** In place of a call's id, for the page's files for instance. */
    private static final String NO_CALL = "none";
    /** In place of a status. */
    private static final String GONE = "gone";

    private final Instruments instruments;
    private final PublishedDocument document;

    RequestWatch(Instruments instruments, PublishedDocument document) {
        this.instruments = instruments;
        this.document = document;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(BEGUN) == null) {
            request.setAttribute(BEGUN, System.nanoTime());
        }
        // What leaves the chain as an exception is answered behind us.
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            // A call that answers later comes by once more with its result.
            if (!request.isAsyncStarted()) {
                ended(request, status);
            }
        }
    }

    private void ended(HttpServletRequest request, int status) {
        Duration took = Duration.ofNanos(System.nanoTime() - (long) request.getAttribute(BEGUN));
        @Nullable Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        boolean gone = Errors.isOfACallerGone(request);
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
