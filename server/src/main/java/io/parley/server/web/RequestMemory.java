// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.memory.MemoryBudget;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request a lease on the memory budget, and takes it back when the request has been answered, now or later. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
public final class RequestMemory extends OncePerRequestFilter {
    private static final String LEASE = MemoryBudget.Lease.class.getName();

    private final MemoryBudget budget;

    RequestMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** The lease of a request that has come by here. */
    public static MemoryBudget.Lease of(HttpServletRequest request) {
        if (request.getAttribute(LEASE) instanceof MemoryBudget.Lease lease) {
            return lease;
        }
        throw new IllegalStateException("the request has no lease");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isFirst = request.getAttribute(LEASE) == null;
        if (isFirst) {
            request.setAttribute(LEASE, budget.lease());
        }
        MemoryBudget.Lease lease = of(request);
        MemoryBudget.@Nullable Lease former = MemoryBudget.setCurrent(lease);
        try {
            chain.doFilter(request, response);
        } finally {
            MemoryBudget.setCurrent(former);
            if (isFirst && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Closing(lease));
            } else if (isFirst) {
                lease.close();
            }
        }
    }

    /** The thread on which a call answers that answers later is another one. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** Gives a lease back when a call that answers later has been answered. */
    private record Closing(MemoryBudget.Lease lease) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            lease.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completed afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completed afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    /** What requests have in common. */
    @Configuration(proxyBeanMethods = false)
    static class Heap {
        /** Heap that a connection may take by itself: its buffers, and the head of a request that is not there yet. */
        private static final int CONNECTION = 48 * 1024;
        /** The part of the heap that connections may take. */
        private static final int PART_FOR_CONNECTIONS = 6;

        private static final int MOST_CONNECTIONS = 8_192;

        @Bean
        static MemoryBudget memoryBudget() {
            return MemoryBudget.ofHeap();
        }

        /** Further ones wait until one ends. */
        @Bean
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections() {
            long most = Runtime.getRuntime().maxMemory() / PART_FOR_CONNECTIONS / CONNECTION;
            return factory -> factory.addConnectorCustomizers(connector ->
                    connector.setProperty("maxConnections", Long.toString(Math.min(MOST_CONNECTIONS, most))));
        }
    }
}
