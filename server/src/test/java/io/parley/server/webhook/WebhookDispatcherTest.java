// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.page.PageRequest;
import io.parley.server.ParleyProperties;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.security.TokenSecrets;
import io.parley.store.Store;
import io.parley.store.task.Webhook;
import io.parley.store.task.WebhookDelivery;
import io.parley.store.task.WebhookDeliveryStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries to failing receivers, with injected time. */
class WebhookDispatcherTest {
    private static final List<String> KINDS = List.of("MESSAGES");
    private static final String REQUEST =
            "{\"projects\":{\"7\":\"coffee\"},\"body\":{\"settings\":{\"fileType\":\"CSV\"}},\"zone\":\"Z\",\"language\":\"EN\"}";

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private final String secret = new TokenSecrets().webhookSecret();
    private Store store;
    private WebhookClient webhookClient;
    private WebhookDispatcher dispatcher;

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }
    }

    @BeforeEach
    void open() {
        store = Store.embedded(folder.resolve("store"), clock);
        use(true);
    }

    private void use(boolean internalAllowed) {
        ParleyProperties configuration = new ParleyProperties(
                folder,
                "node",
                Duration.ZERO,
                Duration.ofDays(30),
                Duration.ofDays(7),
                URI.create("https://parley.example.org/"),
                0,
                Duration.ofSeconds(20),
                internalAllowed,
                List.of(),
                null,
                "localhost");
        webhookClient = new WebhookClient(new PublicAddressResolver(configuration), clock);
        dispatcher = new WebhookDispatcher(
                store,
                webhookClient,
                new PublicBaseUrl(configuration, new StandardEnvironment()),
                ParleyServer.shared().part(JsonMapper.class));
    }

    @AfterEach
    void close() {
        webhookClient.close();
        store.close();
    }

    private void complete(String id) {
        store.tasks().add(id, 1, 7L, "MESSAGES", REQUEST, id + ".csv");
        store.tasks().claim("w", KINDS, List.of());
        store.tasks().complete(id, "w", 3);
    }

    private WebhookDelivery only(Webhook webhook) {
        List<WebhookDelivery> all =
                store.deliveries().list(webhook, new PageRequest(0, 20)).rows();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void waitForNextAttempt(Webhook webhook) {
        clock.now = Objects.requireNonNull(only(webhook).nextAttemptAt());
    }

    @Test
    void anErrorIsFollowedByTheSameEventWithANewSignature() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            Webhook webhook = store.webhooks().add(1, receiver.url(), secret);
            complete("a");
            receiver.answers(500);
            dispatcher.sendDue();
            WebhookDelivery failed = only(webhook);
            assertThat(failed.status()).isEqualTo(WebhookDeliveryStatus.PENDING);
            assertThat(failed.responseStatus()).isEqualTo(500);
            assertThat(failed.error()).isEqualTo("the receiver answered 500");
            dispatcher.sendDue();
            assertThat(receiver.received()).as("before it is time").hasSize(1);

            waitForNextAttempt(webhook);
            receiver.answers(204);
            dispatcher.sendDue();
            dispatcher.sendDue();
            assertThat(only(webhook).status()).isEqualTo(WebhookDeliveryStatus.DELIVERED);
            assertThat(only(webhook).attempts()).isEqualTo(2);
            assertThat(receiver.received()).hasSize(2);
            WebhookReceiver.Received first = receiver.received().get(0);
            WebhookReceiver.Received second = receiver.received().get(1);
            assertThat(second.id()).isEqualTo(first.id()).isEqualTo("msg_" + failed.id());
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.timestamp())
                    .isEqualTo("" + clock.now.getEpochSecond())
                    .isNotEqualTo(first.timestamp());
            assertThat(first.isSignedWith(secret)).isTrue();
            assertThat(second.isSignedWith(secret)).isTrue();
            assertThat(second.isSignedWith(new TokenSecrets().webhookSecret())).isFalse();
            assertThat(second.json().path("data").path("fileUrl").asString())
                    .isEqualTo("https://parley.example.org/api/v1/reporter/reports/tasks/a/file");
        }
    }

    @Test
    void whoIsNotThereIsToldOnceThere() {
        WebhookReceiver gone = new WebhookReceiver(0);
        gone.close();
        Webhook webhook = store.webhooks().add(1, gone.url(), secret);
        complete("a");
        dispatcher.sendDue();
        assertThat(only(webhook).error()).isEqualTo("the connection was refused");
        assertThat(only(webhook).responseStatus()).isNull();
        waitForNextAttempt(webhook);
        try (WebhookReceiver back = new WebhookReceiver(gone.port())) {
            dispatcher.sendDue();
            assertThat(back.received()).hasSize(1);
        }
        assertThat(only(webhook).status()).isEqualTo(WebhookDeliveryStatus.DELIVERED);
    }

    @Test
    void redirectsAreAnswersLikeOthersAndNotFollowed() {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            receiver.answers(307);
            Webhook webhook = store.webhooks().add(1, receiver.url(), secret);
            complete("a");
            dispatcher.sendDue();
            assertThat(only(webhook).error()).isEqualTo("the receiver answered 307");
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void whoAnswersWithoutEndIsNotListenedTo() {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            receiver.answersWithoutEnd();
            Webhook webhook = store.webhooks().add(1, receiver.url(), secret);
            complete("a");
            dispatcher.sendDue();
            assertThat(only(webhook).status()).isEqualTo(WebhookDeliveryStatus.DELIVERED);
            Awaitility.await().until(receiver::isHungUpOn);
        }
    }

    @Test
    void aHostThatBecameInternalAfterItWasAcceptedIsNotConnectedTo() {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            webhookClient.close();
            use(false);
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]")) {
                Webhook webhook = store.webhooks().add(1, "http://" + host + ":" + receiver.port() + "/", secret);
                complete("to " + host);
                dispatcher.sendDue();
                assertThat(store.deliveries()
                                .list(webhook, new PageRequest(0, 1))
                                .rows())
                        .singleElement()
                        .satisfies(
                                delivery -> assertThat(delivery.error())
                                        .isEqualTo(
                                                "the host has an address that is not public, and this server's webhooks lead nowhere else"));
            }
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void ofADeletedReportNobodyIsTold() {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            Webhook webhook = store.webhooks().add(1, receiver.url(), secret);
            complete("a");
            store.tasks().delete(List.of("a"));
            dispatcher.sendDue();
            assertThat(only(webhook).status()).isEqualTo(WebhookDeliveryStatus.FAILED);
            assertThat(only(webhook).error()).isEqualTo("the report was deleted");
            assertThat(receiver.received()).isEmpty();
        }
    }
}
