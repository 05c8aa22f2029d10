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
 * Configuration by the operator.
 *
 * @param data folder for the reports, and for an embedded store
 * @param node unique name of this server among those that share the store; by default derived from the machine and
 *     the folder
 * @param drain how long the server still answers, as not ready, after it was asked to stop
 * @param keepReports retention period of reports
 * @param keepPieces how long the pieces of a conversation are kept after the last new one
 * @param address public base URL of this server, such as {@code https://parley.example.org}; null for its port on
 *     localhost
 * @param callsASecond rate limit of a token, in calls a second on average; 0 for none
 * @param bodyPatience how long the body of a request may take before a minimum rate applies
 * @param webhooksToInternalAddresses whether webhooks may use addresses of the server's own network
 * @param trustedProxies addresses and blocks of proxies that may set the client's address
 * @param metricsPort port of the metrics; 0 for a free port, null for none
 * @param metricsHost address of this machine on which the metrics are served
 */
@ConfigurationProperties("parley")
public record ParleyProperties(
        Path data,
        @Nullable String node,
        @DefaultValue("0s") Duration drain,
        @DefaultValue("30d") Duration keepReports,
        @DefaultValue("7d") Duration keepPieces,
        @Nullable URI address,
        @DefaultValue("500") int callsASecond,
        @DefaultValue("20s") Duration bodyPatience,
        @DefaultValue("false") boolean webhooksToInternalAddresses,
        @DefaultValue List<String> trustedProxies,
        @Nullable Integer metricsPort,
        @DefaultValue("localhost") String metricsHost) {

    /** Returns the unique name of this server among those that share the store. */
    @Override
    public String node() {
        return node == null ? NodeName.of(data) : node;
    }
}
