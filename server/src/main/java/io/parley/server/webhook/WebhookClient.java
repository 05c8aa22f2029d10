// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.store.task.Webhook;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * HTTP client for webhooks. A receiver can neither block it for long nor redirect it: an attempt has one total
 * deadline, the response body is not read, redirects are not followed, and no state is kept between attempts.
 */
@Component
class WebhookClient implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    /** Size of the connection pool: more than the dispatcher and concurrent test calls need, so that none waits. */
    private static final int MOST_AT_ONCE = 200;

    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    WebhookClient(PublicAddressResolver targets, Clock clock) {
        this.clock = clock;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(targets)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .setMaxConnPerRoute(MOST_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(PATIENCE)
                        .setConnectionRequestTimeout(PATIENCE)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Parley")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    /**
     * Result of an attempt.
     *
     * @param status status of the response; null when there was none
     * @param error message for the user who configured the webhook; null on success
     */
    record Receipt(@Nullable Integer status, @Nullable String error) {}

    /** Sends an event once. */
    Receipt send(Webhook webhook, WebhookEvent event) {
        long seconds = clock.instant().getEpochSecond();
        WebhookUrl url = WebhookUrl.of(webhook.url()).orElseThrow();
        HttpPost post = new HttpPost("/");
        post.setPath(url.target());
        post.setScheme(url.scheme());
        post.setAuthority(new URIAuthority(url.host(), url.port()));
        post.setHeader("webhook-id", event.id());
        post.setHeader("webhook-timestamp", seconds);
        post.setHeader("webhook-signature", event.signature(webhook.secret(), seconds));
        post.setEntity(new ByteArrayEntity(event.body(), ContentType.APPLICATION_JSON));
        Future<?> deadline = deadlines.schedule(post::abort, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int status = client.executeOpen(RoutingSupport.determineHost(post), post, null)
                    .getCode();
            return new Receipt(status, status / 100 == 2 ? null : "the receiver answered " + status);
        } catch (IOException | HttpException e) {
            return new Receipt(null, post.isAborted() ? tooSlow() : words(e));
        } finally {
            deadline.cancel(false);
            // Aborts instead of closing the response, because closing would read its body to the end; some bodies are
            // endless.
            post.abort();
        }
    }

    private static String words(Exception failure) {
        return switch (failure) {
            case PublicAddressResolver.Forbidden forbidden ->
                "the host has an address that is not public, and this server's webhooks lead nowhere else";
            case UnknownHostException unknown -> "the host is not known";
            case ConnectTimeoutException slow -> tooSlow();
            case SocketTimeoutException slow -> tooSlow();
            case ConnectException refused -> "the connection was refused";
            case NoRouteToHostException nowhere -> "there is no way to the host";
            case SSLException insecure -> "no secure connection could be made: " + insecure.getMessage();
            case SocketException broken -> "the connection broke";
            case Exception other -> "the receiver answered with something that is not HTTP, or not at all";
        };
    }

    private static String tooSlow() {
        return "the receiver did not answer in time, which is " + PATIENCE.toSeconds() + " seconds";
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.shutdownNow();
    }
}
