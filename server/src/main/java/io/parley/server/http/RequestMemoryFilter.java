// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.memory.MemoryBudget;
import io.parley.server.ParleyProperties;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that gives each request a lease on the memory budget, and releases it when the request has been answered,
 * synchronously or asynchronously.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
public final class RequestMemoryFilter extends OncePerRequestFilter {
    private static final String LEASE = MemoryBudget.Lease.class.getName();

    private final MemoryBudget budget;

    RequestMemoryFilter(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Returns the lease of a request that has passed this filter. */
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

    /** Returns false, because an asynchronous call is answered on another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** Releases a lease when an asynchronous call has been answered. */
    private record Closing(MemoryBudget.Lease lease) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            lease.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    /** Configuration of the memory that requests share. */
    @Configuration(proxyBeanMethods = false)
    static class Heap {
        /** Heap for a connection, in bytes: its buffers, and the head of an incomplete request. */
        private static final int CONNECTION = 72 * 1024;
        /** Divisor of the heap for the share of connections. */
        private static final int PART_FOR_CONNECTIONS = 6;

        private static final int MOST_CONNECTIONS = 8_192;

        @Bean
        static MemoryBudget memoryBudget() {
            return MemoryBudget.ofHeap();
        }

        /** Limits the number of connections, for one address to half of them; further ones wait in the accept queue. */
        @Bean
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(ParleyProperties configuration) {
            long most = Runtime.getRuntime().maxMemory() / PART_FOR_CONNECTIONS / CONNECTION;
            return limiting((int) Math.min(MOST_CONNECTIONS, most), configuration.trustedProxies());
        }

        /**
         * Sets the limits.
         *
         * @param most most connections at a time
         * @param proxies addresses and blocks of proxies, whose connections are those of many callers
         */
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> limiting(int most, List<String> proxies) {
            Predicate<InetAddress> isProxy = TrustedProxies.matching(proxies);
            return factory -> {
                factory.setProtocol(UnderscoreHosts.Protocol.class.getName());
                factory.addConnectorCustomizers(connector -> {
                    connector.setProperty("maxConnections", Integer.toString(most));
                    if (connector.getProtocolHandler() instanceof AddressConnectionLimit limit) {
                        limit.exempt(isProxy);
                    }
                });
            };
        }
    }
}
