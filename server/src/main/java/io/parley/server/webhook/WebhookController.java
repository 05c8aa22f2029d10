// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.page.Page;
import io.parley.server.http.ConcurrencyLimit;
import io.parley.server.http.Pagination;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.security.TokenSecrets;
import io.parley.store.task.Webhook;
import io.parley.store.task.WebhookDelivery;
import io.parley.store.task.WebhookDeliveryStatus;
import io.parley.store.task.WebhookOutbox;
import io.parley.store.task.WebhookRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints for the account's webhooks and their delivery log. They are our addition to the API. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
    private final WebhookRepository webhooks;
    private final WebhookOutbox deliveries;
    private final PublicAddressResolver targets;
    private final WebhookClient webhookClient;
    private final RequestBodyReader bodies;
    private final JsonMapper json;
    private final Clock clock;
    private final TokenSecrets secrets = new TokenSecrets();
    /** Receivers may take their time, and each has a thread meanwhile. */
    private final ConcurrencyLimit tests = new ConcurrencyLimit(8, 8, Duration.ofSeconds(5));

    WebhookController(
            WebhookRepository webhooks,
            WebhookOutbox deliveries,
            PublicAddressResolver targets,
            WebhookClient webhookClient,
            RequestBodyReader bodies,
            JsonMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.targets = targets;
        this.webhookClient = webhookClient;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    /** @param secret the signing secret, returned once; null except for a new webhook */
    record WebhookInfo(long id, String url, @Nullable String secret, Instant createdAt) {}

    record DeliveryPage(Pagination paging, List<DeliveryInfo> deliveries) {}

    record DeliveryInfo(
            long id,
            String taskId,
            String event,
            WebhookDeliveryStatus status,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer responseStatus,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant endedAt) {

        static DeliveryInfo of(WebhookDelivery delivery) {
            return new DeliveryInfo(
                    delivery.id(),
                    delivery.taskId(),
                    WebhookDispatcher.type(delivery.event()),
                    delivery.status(),
                    delivery.attempts(),
                    delivery.nextAttemptAt(),
                    delivery.responseStatus(),
                    delivery.error(),
                    delivery.createdAt(),
                    delivery.endedAt());
        }
    }

    record TestResult(
            boolean delivered,
            @Nullable Integer responseStatus,
            @Nullable String error) {}

    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping
    WebhookInfo create(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        RequestValue<String> url =
                RequestValue.of(body.required("url", PublicAddressResolver.EXPECTED), JsonInput::notBlank);
        targets.check(url);
        Webhook webhook = webhooks.add(caller.accountId(), url.value(), secrets.webhookSecret());
        return new WebhookInfo(webhook.id(), webhook.url(), webhook.secret(), webhook.createdAt());
    }

    @RequiresPermission(Permission.CONFIGURE)
    @GetMapping
    List<WebhookInfo> list(Principal caller) {
        return webhooks.list(caller.accountId()).stream()
                .map(webhook -> new WebhookInfo(webhook.id(), webhook.url(), null, webhook.createdAt()))
                .toList();
    }

    @RequiresPermission(Permission.CONFIGURE)
    @DeleteMapping("/{id}")
    void delete(Principal caller, @PathVariable String id) {
        webhooks.remove(caller.accountId(), number("id", id));
    }

    /** Sends a test event, and returns the result; it is not added to the delivery log. */
    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/{id}/test")
    TestResult test(Principal caller, @PathVariable String id) {
        Webhook webhook = webhook(caller, id);
        WebhookEvent.Body ping = new WebhookEvent.Body("ping", clock.instant(), Map.of("webhookId", webhook.id()));
        WebhookClient.Receipt receipt;
        tests.take();
        try {
            receipt = webhookClient.send(
                    webhook, new WebhookEvent("msg_" + UUID.randomUUID(), json.writeValueAsBytes(ping)));
        } finally {
            tests.release();
        }
        return new TestResult(receipt.error() == null, receipt.status(), receipt.error());
    }

    @RequiresPermission(Permission.CONFIGURE)
    @GetMapping("/{id}/deliveries")
    DeliveryPage deliveries(Principal caller, @PathVariable String id, HttpServletRequest request) {
        Page<WebhookDelivery> page = deliveries.list(webhook(caller, id), new QueryParameters(request).page());
        return new DeliveryPage(
                Pagination.of(page), page.rows().stream().map(DeliveryInfo::of).toList());
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/{id}/deliveries/{deliveryId}/retry")
    DeliveryInfo retry(Principal caller, @PathVariable String id, @PathVariable String deliveryId) {
        return DeliveryInfo.of(deliveries.repeat(webhook(caller, id), number("deliveryId", deliveryId)));
    }

    private Webhook webhook(Principal caller, String id) {
        return webhooks.get(caller.accountId(), number("id", id));
    }

    private static RequestValue<Long> number(String name, String path) {
        return RequestValue.of(QueryParameters.input(name, path), JsonInput::integer);
    }
}
