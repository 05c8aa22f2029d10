// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.core.page.Page;
import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.access.Secrets;
import io.parley.server.web.Bodies;
import io.parley.server.web.Pagination;
import io.parley.server.web.Query;
import io.parley.server.web.Turns;
import io.parley.store.Store;
import io.parley.store.task.Deliveries;
import io.parley.store.task.Delivery;
import io.parley.store.task.DeliveryStatus;
import io.parley.store.task.Webhook;
import io.parley.store.task.Webhooks;
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
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Targets targets;
    private final Courier courier;
    private final Bodies bodies;
    private final JsonMapper json;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    /** Receivers may take their time, and each has a thread meanwhile. */
    private final Turns tests = new Turns(8, 8, Duration.ofSeconds(5));

    WebhookController(Store store, Targets targets, Courier courier, Bodies bodies, JsonMapper json, Clock clock) {
        this.webhooks = store.webhooks();
        this.deliveries = store.deliveries();
        this.targets = targets;
        this.courier = courier;
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
            DeliveryStatus status,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer responseStatus,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant endedAt) {

        static DeliveryInfo of(Delivery delivery) {
            return new DeliveryInfo(
                    delivery.id(),
                    delivery.taskId(),
                    Dispatcher.type(delivery.event()),
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

    @Needs(Permission.CONFIGURE)
    @PostMapping
    WebhookInfo create(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        Given<String> url = Given.of(body.required("url", Targets.EXPECTED), Input::notBlank);
        targets.check(url);
        Webhook webhook = webhooks.add(caller.accountId(), url.value(), secrets.webhookSecret());
        return new WebhookInfo(webhook.id(), webhook.url(), webhook.secret(), webhook.createdAt());
    }

    @Needs(Permission.CONFIGURE)
    @GetMapping
    List<WebhookInfo> list(Caller caller) {
        return webhooks.list(caller.accountId()).stream()
                .map(webhook -> new WebhookInfo(webhook.id(), webhook.url(), null, webhook.createdAt()))
                .toList();
    }

    @Needs(Permission.CONFIGURE)
    @DeleteMapping("/{id}")
    void delete(Caller caller, @PathVariable String id) {
        webhooks.remove(caller.accountId(), number("id", id));
    }

    /** Sends a test event, and returns the result; it is not added to the delivery log. */
    @Needs(Permission.CONFIGURE)
    @PostMapping("/{id}/test")
    TestResult test(Caller caller, @PathVariable String id) {
        Webhook webhook = webhook(caller, id);
        Event.Body ping = new Event.Body("ping", clock.instant(), Map.of("webhookId", webhook.id()));
        Courier.Receipt receipt;
        tests.take();
        try {
            receipt = courier.send(webhook, new Event("msg_" + UUID.randomUUID(), json.writeValueAsBytes(ping)));
        } finally {
            tests.giveBack();
        }
        return new TestResult(receipt.error() == null, receipt.status(), receipt.error());
    }

    @Needs(Permission.CONFIGURE)
    @GetMapping("/{id}/deliveries")
    DeliveryPage deliveries(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Page<Delivery> page = deliveries.list(webhook(caller, id), new Query(request).page());
        return new DeliveryPage(
                Pagination.of(page), page.rows().stream().map(DeliveryInfo::of).toList());
    }

    @Needs(Permission.CONFIGURE)
    @PostMapping("/{id}/deliveries/{deliveryId}/retry")
    DeliveryInfo retry(Caller caller, @PathVariable String id, @PathVariable String deliveryId) {
        return DeliveryInfo.of(deliveries.repeat(webhook(caller, id), number("deliveryId", deliveryId)));
    }

    private Webhook webhook(Caller caller, String id) {
        return webhooks.get(caller.accountId(), number("id", id));
    }

    private static Given<Long> number(String name, String path) {
        return Given.of(Query.input(name, path), Input::integer);
    }
}
