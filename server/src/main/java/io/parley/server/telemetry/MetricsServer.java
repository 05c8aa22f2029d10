// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import io.parley.server.ParleyProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * HTTP server for {@code /metrics} on a separate port, if it is configured. Metrics cover all accounts of the store,
 * and a token is limited to one account; so they are no call of the API. Access is limited by the network: to this
 * machine, unless configured otherwise. The port also answers while the API is overloaded.
 */
@Component
final class MetricsServer {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private final @Nullable HTTPServer server;

    MetricsServer(ParleyProperties configuration, Instruments instruments) {
        Integer port = configuration.metricsPort();
        this.server = port == null ? null : open(configuration.metricsHost(), port, instruments);
    }

    private static HTTPServer open(String host, int port, Instruments instruments) {
        try {
            HTTPServer server = HTTPServer.builder()
                    .inetAddress(InetAddress.getByName(host))
                    .port(port)
                    .registry(instruments.registry())
                    .buildAndStart();
            LOG.info("the metrics are at http://{}:{}/metrics", host, server.getPort());
            return server;
        } catch (BindException e) {
            throw new IllegalStateException("the metrics cannot be given out at " + host + ":" + port + " ("
                    + e.getMessage() + "); name another port with --metrics-port, or host with --metrics-host");
        } catch (IOException e) {
            throw new IllegalStateException("the metrics cannot be given out at " + host + ":" + port + ": " + e, e);
        }
    }

    /** Returns the port on which it listens. */
    int port() {
        if (server == null) {
            throw new IllegalStateException("no port was asked for");
        }
        return server.getPort();
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.close();
        }
    }
}
