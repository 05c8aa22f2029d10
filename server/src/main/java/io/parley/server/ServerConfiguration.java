// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator sets.
 *
 * @param data folder for the reports, and for an embedded store
 * @param node this server's name among those on one store; left out, it follows from the machine and the folder
 * @param drain how long the server goes on answering, as not ready, after it was asked to stop
 * @param keepReports how long reports stay after they were written
 * @param address how others reach this server, such as {@code https://parley.example.org}; null for its port on localhost
 * @param callsASecond how many calls a token may make in a second, on average; 0 for any number
 * @param bodyPatience how long the body of a request may take before it has to have come at a certain pace
 * @param webhooksToInternalAddresses whether webhooks may lead into the server's own network
 * @param trustedProxies addresses, and blocks of them, of proxies that are believed when they say whom they call for
 * @param metricsPort where the metrics are given out; 0 for a free port, null for nowhere
 * @param metricsHost the address of this machine on which they are
 */
@ConfigurationProperties("parley")
public record ServerConfiguration(
        Path data,
        @Nullable String node,
        @DefaultValue("0s") Duration drain,
        @DefaultValue("30d") Duration keepReports,
        @Nullable URI address,
        @DefaultValue("500") int callsASecond,
        @DefaultValue("20s") Duration bodyPatience,
        @DefaultValue("false") boolean webhooksToInternalAddresses,
        @DefaultValue List<String> trustedProxies,
        @Nullable Integer metricsPort,
        @DefaultValue("localhost") String metricsHost) {

    /** This server's name among those on one store. */
    @Override
    public String node() {
        return node == null ? NodeName.of(data) : node;
    }
}
