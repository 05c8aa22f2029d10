// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.TASK;
import static io.parley.store.table.SmallTables.WEBHOOK;
import static io.parley.store.table.SmallTables.WEBHOOK_DELIVERY;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of webhooks, filled in the transaction in which a task ends, and the log of its deliveries. A delivery is
 * sent at least once: a sender claims it for {@link #LEASE}, and after that it is sent again unless its result is
 * known.
 */
public final class WebhookOutbox {
    /** The longest time of one attempt in total; after that another sender may claim the delivery. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    /**
     * The back-off after failed attempts, each with random jitter of up to a fifth. The last pause is followed by a
     * last attempt.
     */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private static final int LONGEST_ERROR = 500;

    private final Engine engine;
    private final DatabaseClock time;

    public WebhookOutbox(Engine engine, DatabaseClock time) {
        this.engine = engine;
        this.time = time;
    }

    /** A delivery that the caller has claimed and must send. */
    public record Claimed(WebhookDelivery delivery, Webhook webhook) {}

    /** Adds the end of a task to the outbox, for each webhook of its account, provided that the task writes a file. */
    static void enqueue(DSLContext sql, String taskId, TaskEvent event, Instant now) {
        sql.select(WEBHOOK.id)
                .from(TASK.table())
                .join(WEBHOOK.table())
                .on(WEBHOOK.accountId.eq(TASK.accountId))
                .where(TASK.id.eq(taskId), TASK.fileName.isNotNull())
                .orderBy(WEBHOOK.id)
                .fetch(WEBHOOK.id)
                .forEach(webhookId -> sql.insertInto(WEBHOOK_DELIVERY.table())
                        .set(WEBHOOK_DELIVERY.id, sql.nextval(ID))
                        .set(WEBHOOK_DELIVERY.webhookId, webhookId)
                        .set(WEBHOOK_DELIVERY.taskId, taskId)
                        .set(WEBHOOK_DELIVERY.event, event.name())
                        .set(WEBHOOK_DELIVERY.status, WebhookDeliveryStatus.PENDING.name())
                        .set(WEBHOOK_DELIVERY.attempts, 0)
                        .set(WEBHOOK_DELIVERY.nextAttemptAt, now)
                        .set(WEBHOOK_DELIVERY.createdAt, now)
                        .execute());
    }

    /** Returns a page of the deliveries of a webhook, newest first. */
    public Page<WebhookDelivery> list(Webhook webhook, PageRequest request) {
        Condition ofWebhook = WEBHOOK_DELIVERY.webhookId.eq(webhook.id());
        List<WebhookDelivery> rows = engine.sql()
                .select(WEBHOOK_DELIVERY.fields())
                .from(WEBHOOK_DELIVERY.table())
                .where(ofWebhook)
                .orderBy(WEBHOOK_DELIVERY.id.desc())
                .limit(request.size())
                .offset(request.offset())
                .fetch(WebhookOutbox::read);
        return new Page<>(request, engine.sql().fetchCount(WEBHOOK_DELIVERY.table(), ofWebhook), rows);
    }

    /** Claims the delivery that has been due for longest; among concurrent callers on any node, one gets it. */
    public Optional<Claimed> claim() {
        while (true) {
            Instant now = now(engine.sql());
            Condition due = WEBHOOK_DELIVERY
                    .status
                    .eq(WebhookDeliveryStatus.PENDING.name())
                    .and(WEBHOOK_DELIVERY.nextAttemptAt.le(now));
            Optional<Claimed> next = engine.sql()
                    .select(WEBHOOK_DELIVERY.fields())
                    .select(WEBHOOK.fields())
                    .from(WEBHOOK_DELIVERY.table())
                    .join(WEBHOOK.table())
                    .on(WEBHOOK.id.eq(WEBHOOK_DELIVERY.webhookId))
                    .where(due)
                    .orderBy(WEBHOOK_DELIVERY.nextAttemptAt, WEBHOOK_DELIVERY.id)
                    .limit(1)
                    .fetchOptional(row -> new Claimed(read(row), WebhookRepository.read(row)));
            if (next.isEmpty()) {
                return next;
            }
            WebhookDelivery found = next.get().delivery();
            Instant leased = now.plus(LEASE);
            int changed = engine.inTransaction(sql -> sql.update(WEBHOOK_DELIVERY.table())
                    .set(WEBHOOK_DELIVERY.attempts, found.attempts() + 1)
                    .set(WEBHOOK_DELIVERY.nextAttemptAt, leased)
                    .where(WEBHOOK_DELIVERY.id.eq(found.id()), WEBHOOK_DELIVERY.attempts.eq(found.attempts()), due)
                    .execute());
            // Another sender may have claimed it since the select: then the next one is tried.
            if (changed == 1) {
                return Optional.of(new Claimed(
                        new WebhookDelivery(
                                found.id(),
                                found.webhookId(),
                                found.taskId(),
                                found.event(),
                                found.status(),
                                found.attempts() + 1,
                                leased,
                                found.responseStatus(),
                                found.error(),
                                found.createdAt(),
                                null),
                        next.get().webhook()));
            }
        }
    }

    /** Records that the webhook accepted the delivery. Does nothing when another sender has claimed it meanwhile. */
    public void succeeded(WebhookDelivery claimed, int responseStatus) {
        note(claimed, WebhookDeliveryStatus.DELIVERED, null, responseStatus, null);
    }

    /**
     * Records a failed attempt; it is repeated later, unless it was the last one.
     *
     * @param responseStatus null when there was no response
     * @param error a message for the webhook's owner
     */
    public void failed(WebhookDelivery claimed, @Nullable Integer responseStatus, String error) {
        if (claimed.attempts() > PAUSES.size()) {
            note(claimed, WebhookDeliveryStatus.FAILED, null, responseStatus, error);
        } else {
            Duration pause = PAUSES.get(claimed.attempts() - 1);
            long chance = ThreadLocalRandom.current().nextLong(pause.toMillis() / 5 + 1);
            note(
                    claimed,
                    WebhookDeliveryStatus.PENDING,
                    now(engine.sql()).plus(pause).plusMillis(chance),
                    responseStatus,
                    error);
        }
    }

    /** Records that there is nothing left to send. */
    public void giveUp(WebhookDelivery claimed, String error) {
        note(claimed, WebhookDeliveryStatus.FAILED, null, null, error);
    }

    private void note(
            WebhookDelivery claimed,
            WebhookDeliveryStatus status,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer responseStatus,
            @Nullable String error) {
        engine.inTransaction(sql -> sql.update(WEBHOOK_DELIVERY.table())
                .set(WEBHOOK_DELIVERY.status, status.name())
                .set(WEBHOOK_DELIVERY.nextAttemptAt, nextAttemptAt)
                .set(WEBHOOK_DELIVERY.responseStatus, responseStatus)
                .set(WEBHOOK_DELIVERY.error, kept(error))
                .set(WEBHOOK_DELIVERY.endedAt, status == WebhookDeliveryStatus.PENDING ? null : now(sql))
                .where(
                        WEBHOOK_DELIVERY.id.eq(claimed.id()),
                        WEBHOOK_DELIVERY.status.eq(WebhookDeliveryStatus.PENDING.name()),
                        WEBHOOK_DELIVERY.attempts.eq(claimed.attempts()),
                        WEBHOOK_DELIVERY.nextAttemptAt.eq(claimed.nextAttemptAt()))
                .execute());
    }

    private static @Nullable String kept(@Nullable String error) {
        return error == null
                ? null
                : TextNormalizer.storable(error.substring(0, Math.min(LONGEST_ERROR, error.length())));
    }

    /** Queues a delivery again, with all the attempts of a new one, in any status. */
    public WebhookDelivery repeat(Webhook webhook, RequestValue<Long> id) {
        Condition it = WEBHOOK_DELIVERY.webhookId.eq(webhook.id()).and(WEBHOOK_DELIVERY.id.eq(id.value()));
        return engine.inTransaction(sql -> {
            sql.update(WEBHOOK_DELIVERY.table())
                    .set(WEBHOOK_DELIVERY.status, WebhookDeliveryStatus.PENDING.name())
                    .set(WEBHOOK_DELIVERY.attempts, 0)
                    .set(WEBHOOK_DELIVERY.nextAttemptAt, now(sql))
                    .setNull(WEBHOOK_DELIVERY.endedAt)
                    .where(it)
                    .execute();
            return sql.select(WEBHOOK_DELIVERY.fields())
                    .from(WEBHOOK_DELIVERY.table())
                    .where(it)
                    .fetchOptional(WebhookOutbox::read)
                    .orElseThrow(() -> id.refused(ErrorCode.DELIVERY, "the id of a delivery of this webhook"));
        });
    }

    /** Deletes the deliveries of tasks that ended before an instant, in any status. */
    public void forgetBefore(Instant before) {
        engine.inTransaction(sql -> sql.deleteFrom(WEBHOOK_DELIVERY.table())
                .where(WEBHOOK_DELIVERY.createdAt.lt(before))
                .execute());
    }

    /** Truncated to the precision of all engines, so that an update can compare with a time that was written. */
    private Instant now(DSLContext sql) {
        return time.now(sql).truncatedTo(ChronoUnit.MILLIS);
    }

    private static WebhookDelivery read(Record row) {
        return new WebhookDelivery(
                row.get(WEBHOOK_DELIVERY.id),
                row.get(WEBHOOK_DELIVERY.webhookId),
                row.get(WEBHOOK_DELIVERY.taskId),
                TaskEvent.valueOf(row.get(WEBHOOK_DELIVERY.event)),
                WebhookDeliveryStatus.valueOf(row.get(WEBHOOK_DELIVERY.status)),
                row.get(WEBHOOK_DELIVERY.attempts),
                row.get(WEBHOOK_DELIVERY.nextAttemptAt),
                row.get(WEBHOOK_DELIVERY.responseStatus),
                row.get(WEBHOOK_DELIVERY.error),
                row.get(WEBHOOK_DELIVERY.createdAt),
                row.get(WEBHOOK_DELIVERY.endedAt));
    }
}
