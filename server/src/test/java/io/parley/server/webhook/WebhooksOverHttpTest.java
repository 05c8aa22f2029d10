// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebhooksOverHttpTest {
    private static final String PUBLIC_ONLY =
            "a host with public addresses only, because this server's webhooks lead nowhere else";

    private static ParleyServer open;
    private Account account;

    @BeforeAll
    static void start() {
        open = ParleyServer.start(
                ServerEngine.EMBEDDED,
                "--parley.webhooks-to-internal-addresses=true",
                "--parley.address=https://parley.example.org");
    }

    @AfterAll
    static void stop() {
        open.close();
    }

    @BeforeEach
    void openAccount() {
        account = open.newAccount();
    }

    private static HttpCall adding(Account account, String url) {
        return account.v1("POST", "/webhooks").json(Json.object("{}").put("url", url));
    }

    private static String report(Account account) {
        return account.v1("POST", "/async/reporter/reports/messages")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
    }

    private JsonNode delivery(long webhook, String status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> account.v1("GET", "/webhooks/" + webhook + "/deliveries")
                                .send()
                                .ok()
                                .json()
                                .path("deliveries")
                                .path(0),
                        delivery -> delivery.path("status").asString("").equals(status));
    }

    @Test
    void aReportThatIsReadyIsToldSignedAndOnce() throws Exception {
        try (LogCapture log = new LogCapture();
                WebhookReceiver receiver = new WebhookReceiver(0)) {
            JsonNode added = adding(account, receiver.url()).send().ok().json();
            long id = added.path("id").asLong();
            String secret = added.path("secret").asString();
            assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
            HttpAnswer list = account.v1("GET", "/webhooks").send().ok();
            assertThat(list.json().path(0).propertyNames()).containsExactlyInAnyOrder("id", "url", "createdAt");

            String task = report(account);
            JsonNode delivery = delivery(id, "DELIVERED");
            assertThat(delivery.path("event").asString()).isEqualTo("report.completed");
            assertThat(delivery.path("taskId").asString()).isEqualTo(task);
            assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
            assertThat(delivery.path("responseStatus").asInt()).isEqualTo(204);
            assertThat(delivery.has("nextAttemptAt")).isFalse();
            WebhookReceiver.Received event = receiver.received().getFirst();
            assertThat(event.isSignedWith(secret)).isTrue();
            assertThat(event.json().path("type").asString()).isEqualTo("report.completed");
            assertThat(event.json().path("timestamp")).isEqualTo(delivery.path("createdAt"));
            JsonNode told = account.v1("GET", "/reporter/reports/tasks/" + task)
                    .extras()
                    .send()
                    .ok()
                    .json();
            String fileUrl = "https://parley.example.org/api/v1/reporter/reports/tasks/" + task + "/file";
            assertThat(event.json().path("data")).isEqualTo(((ObjectNode) told).put("fileUrl", fileUrl));

            HttpAnswer again = account.v1(
                            "POST",
                            "/webhooks/" + id + "/deliveries/"
                                    + delivery.path("id").asLong() + "/retry")
                    .send()
                    .ok();
            assertThat(again.json().path("status").asString()).isEqualTo("PENDING");
            delivery(id, "DELIVERED");
            assertThat(receiver.received())
                    .hasSize(2)
                    .extracting(WebhookReceiver.Received::id)
                    .containsOnly(event.id());
            assertThat(log.lines()).noneMatch(line -> line.contains(secret) || line.contains("in-the-url"));

            account.v1("DELETE", "/webhooks/" + id).send().ok();
            account.v1("GET", "/webhooks/" + id + "/deliveries").send().isRefused(404, ErrorCode.WEBHOOK);
            account.finished(report(account));
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void aTestSendsAPingAndTellsWhatCameBack() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            JsonNode added = adding(account, receiver.url()).send().ok().json();
            String test = "/webhooks/" + added.path("id").asLong() + "/test";
            assertThat(account.v1("POST", test).send().ok().json())
                    .isEqualTo(Json.object("{'delivered':true,'responseStatus':204}"));
            receiver.answers(403);
            assertThat(account.v1("POST", test).send().ok().json())
                    .isEqualTo(Json.object(
                            "{'delivered':false,'responseStatus':403,'error':'the receiver answered 403'}"));
            WebhookReceiver.Received ping = receiver.received().getFirst();
            assertThat(ping.json().path("type").asString()).isEqualTo("ping");
            assertThat(ping.isSignedWith(added.path("secret").asString())).isTrue();
        }
    }

    @Test
    void othersSeeNothingOfAWebhook() {
        try (WebhookReceiver receiver = new WebhookReceiver(0)) {
            String ours = "/webhooks/"
                    + adding(account, receiver.url())
                            .send()
                            .ok()
                            .json()
                            .path("id")
                            .asLong();
            Account stranger = open.newAccount();
            assertThat(stranger.v1("GET", "/webhooks").send().ok().json()).isEmpty();
            stranger.v1("DELETE", ours).send().isRefused(404, ErrorCode.WEBHOOK);
            stranger.v1("POST", ours + "/test").send().isRefused(404, ErrorCode.WEBHOOK);
            stranger.v1("GET", ours + "/deliveries").send().isRefused(404, ErrorCode.WEBHOOK);
            stranger.v1("POST", ours + "/deliveries/1/retry").send().isRefused(404, ErrorCode.WEBHOOK);
            stranger.finished(report(stranger));
            assertThat(receiver.received()).isEmpty();
            assertThat(account.v1("GET", ours + "/deliveries").send().ok().totalCount())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://127.0.0.1:8080/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "https://10.1.2.3/",
                "http://169.254.169.254/latest/meta-data",
                "http://100.64.0.1/",
                "http://[fd00::1]/",
                "http://0.0.0.0/"
            })
    void internalAddressesAreRefusedAtOnceUnlessAllowed(String url) {
        Account careful = ParleyServer.shared().newAccount();
        adding(careful, url).send().isRefused(400, ErrorCode.INVALID_VALUE, "url", url, PUBLIC_ONLY);
        adding(account, url).send().ok();
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        for (String url : List.of(
                "example.org",
                "/hook",
                "ftp://example.org/",
                "http:///hook",
                "http://a:b@example.org/",
                "http://example.org/#x",
                "http://exa mple.org/",
                "http://example.org:99999/")) {
            adding(account, url)
                    .send()
                    .isRefused(400, ErrorCode.INVALID_VALUE, "url", url, PublicAddressResolver.EXPECTED);
        }
        adding(account, "https://203.0.113.7/" + "x".repeat(2000)).send().isRefused(400, ErrorCode.INVALID_VALUE);
        account.v1("POST", "/webhooks")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "url", null, PublicAddressResolver.EXPECTED);
        account.v1("DELETE", "/webhooks/x").send().isRefused(400, ErrorCode.WRONG_TYPE, "id", "\"x\"", "an integer");
    }
}
