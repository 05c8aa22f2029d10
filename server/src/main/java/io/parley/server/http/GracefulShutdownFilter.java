// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.server.ParleyProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Connection draining, the first step of a graceful shutdown. For some time the server answers as before but reports
 * that it is not ready, so that a load balancer sends new calls to other nodes. Each response closes its connection,
 * so that no client reuses one that is about to be closed. After that the web server accepts no new connections and
 * finishes requests in flight.
 */
@Component
class GracefulShutdownFilter extends OncePerRequestFilter implements SmartLifecycle {
    private final Duration time;
    private volatile boolean draining;

    /** Reads the duration from the configuration. */
    GracefulShutdownFilter(ParleyProperties configuration) {
        this.time = configuration.drain();
    }

    /** @throws ApiException when the server is shutting down */
    void check() {
        if (draining) {
            throw ApiException.because(ErrorCode.STORE_CLOSING, "the server is stopping; ask another");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (draining) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void start() {
        draining = false;
    }

    @Override
    public void stop() {
        draining = true;
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !draining;
    }

    /** Returns the highest phase, so that draining comes before the web server stops. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
