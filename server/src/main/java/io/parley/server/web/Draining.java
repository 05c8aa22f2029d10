// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.ServerConfiguration;
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
 * The first step of stopping: for a while the server answers as before and only says that it is not ready, so that whatever shares out
 * the calls among nodes sends the next ones elsewhere; and each answer ends its connection, so that no caller's next request meets a
 * closed one. Then come no new connections, and what is in flight is finished, which the web server sees to.
 */
@Component
class Draining extends OncePerRequestFilter implements SmartLifecycle {
    private final Duration time;
    private volatile boolean draining;

    /** Takes from the configuration how long it lasts. */
    Draining(ServerConfiguration configuration) {
        this.time = configuration.drain();
    }

    /** @throws Refused when the server is about to stop */
    void check() {
        if (draining) {
            throw Refused.because(Problem.STORE_CLOSING, "the server is stopping; ask another");
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

    /** Stops before all others, the web server among them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
