// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.server.report.ReportTaskInfo;
import io.parley.server.security.Principal;
import io.parley.server.task.TaskKinds;
import io.parley.store.FailureLog;
import io.parley.store.task.Task;
import io.parley.store.task.TaskEvent;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.Webhook;
import io.parley.store.task.WebhookDelivery;
import io.parley.store.task.WebhookOutbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends events from the outbox, several at a time, and purges old deliveries. */
@Component
class WebhookDispatcher implements SmartLifecycle {
    /** Concurrent attempts, so that one slow receiver does not delay the others. */
    private static final int AT_ONCE = 4;

    private static final long LOOK_EVERY_MS = 1000;
    private static final Duration KEEP = Duration.ofDays(30);

    private final WebhookOutbox deliveries;
    private final TaskRepository tasks;
    private final TaskKinds kinds;
    private final WebhookClient webhookClient;
    private final PublicBaseUrl address;
    private final JsonMapper json;
    private final FailureLog failures = new FailureLog(WebhookDispatcher.class);
    private volatile @Nullable ScheduledExecutorService threads;

    WebhookDispatcher(
            WebhookOutbox deliveries,
            TaskRepository tasks,
            TaskKinds kinds,
            WebhookClient webhookClient,
            PublicBaseUrl address,
            JsonMapper json) {
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.kinds = kinds;
        this.webhookClient = webhookClient;
        this.address = address;
        this.json = json;
    }

    /** Sends all due events, one after the other. */
    void sendDue() {
        while (!Thread.currentThread().isInterrupted()) {
            var next = deliveries.claim();
            if (next.isEmpty()) {
                return;
            }
            send(next.get().delivery(), next.get().webhook());
        }
    }

    private void send(WebhookDelivery delivery, Webhook webhook) {
        Optional<Task> task = tasks.get(webhook.accountId(), null, delivery.taskId());
        if (task.isEmpty()) {
            deliveries.giveUp(delivery, "the report was deleted");
            return;
        }
        WebhookClient.Receipt receipt = attempt(delivery, webhook, task.get());
        if (receipt.error() == null && receipt.status() != null) {
            deliveries.succeeded(delivery, receipt.status());
        } else {
            deliveries.failed(delivery, receipt.status(), String.valueOf(receipt.error()));
        }
    }

    private WebhookClient.Receipt attempt(WebhookDelivery delivery, Webhook webhook, Task task) {
        try {
            return webhookClient.send(webhook, event(delivery, task));
        } catch (Throwable e) {
            // An internal error counts as a failed attempt; otherwise the event would be retried forever.
            failures.errorEach(
                    "a delivery could not be made",
                    "delivery " + delivery.id() + " to " + webhook + " could not be made",
                    e);
            return new WebhookClient.Receipt(null, "the event could not be sent; the server's log says why");
        }
    }

    private WebhookEvent event(WebhookDelivery delivery, Task task) {
        ReportTaskInfo report = ReportTaskInfo.of(task, kinds, address.get() + Principal.REPORTER);
        WebhookEvent.Body body = new WebhookEvent.Body(type(delivery.event()), delivery.createdAt(), report);
        return new WebhookEvent("msg_" + delivery.id(), json.writeValueAsBytes(body));
    }

    /** Returns the event's name for receivers. */
    static String type(TaskEvent event) {
        return switch (event) {
            case COMPLETED -> "report.completed";
            case FAILED -> "report.failed";
        };
    }

    // ---- Schedule

    @Override
    public void start() {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(
                AT_ONCE + 1, Thread.ofPlatform().name("webhooks-", 1).daemon().factory());
        for (int i = 0; i < AT_ONCE; i++) {
            pool.scheduleWithFixedDelay(
                    () -> trying(this::sendDue), LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
        pool.scheduleWithFixedDelay(
                () -> trying(() -> deliveries.forgetBefore(tasks.now().minus(KEEP))), 0, 1, TimeUnit.HOURS);
        threads = pool;
    }

    private void trying(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            if (isRunning()) {
                failures.warn("webhooks could not be looked after; the next look follows", e);
            }
        }
    }

    /** Abandons attempts in flight; another node, or the next start, repeats them. */
    @Override
    public void stop() {
        ScheduledExecutorService pool = threads;
        threads = null;
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
