// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.WEBHOOK;
import static io.parley.store.table.SmallTables.WEBHOOK_DELIVERY;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;

/** The webhooks of accounts. */
public final class WebhookRepository {
    /** Maximum number of an account (our decision). */
    static final int MOST = 20;

    private final Engine engine;
    private final Clock clock;

    public WebhookRepository(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Adds a webhook; it receives the tasks that end from now on. */
    public Webhook add(long accountId, String url, String secret) {
        return engine.inTransaction(sql -> {
            AccountLock.hold(sql, accountId);
            if (sql.fetchCount(WEBHOOK.table(), WEBHOOK.accountId.eq(accountId)) >= MOST) {
                throw ApiException.because(
                        ErrorCode.TOO_MANY_WEBHOOKS,
                        "the account has " + MOST + " webhooks, which is as many as it may have");
            }
            Webhook webhook = new Webhook(sql.nextval(ID), accountId, url, secret, clock.instant());
            sql.insertInto(WEBHOOK.table())
                    .set(WEBHOOK.id, webhook.id())
                    .set(WEBHOOK.accountId, accountId)
                    .set(WEBHOOK.url, url)
                    .set(WEBHOOK.secret, secret)
                    .set(WEBHOOK.createdAt, webhook.createdAt())
                    .execute();
            return webhook;
        });
    }

    /** Returns the webhooks of an account, the oldest first. */
    public List<Webhook> list(long accountId) {
        return select(WEBHOOK.accountId.eq(accountId));
    }

    /** Returns the account's webhook of that id. */
    public Webhook get(long accountId, RequestValue<Long> id) {
        return select(WEBHOOK.accountId.eq(accountId).and(WEBHOOK.id.eq(id.value()))).stream()
                .findFirst()
                .orElseThrow(() -> id.refused(ErrorCode.WEBHOOK, "the id of a webhook of this account"));
    }

    /** Removes a webhook with all its deliveries, sent or pending. */
    public void remove(long accountId, RequestValue<Long> id) {
        Webhook webhook = get(accountId, id);
        engine.inTransaction(sql -> {
            sql.deleteFrom(WEBHOOK_DELIVERY.table())
                    .where(WEBHOOK_DELIVERY.webhookId.eq(webhook.id()))
                    .execute();
            return sql.deleteFrom(WEBHOOK.table())
                    .where(WEBHOOK.id.eq(webhook.id()))
                    .execute();
        });
    }

    private List<Webhook> select(Condition condition) {
        return engine.sql()
                .select(WEBHOOK.fields())
                .from(WEBHOOK.table())
                .where(condition)
                .orderBy(WEBHOOK.id)
                .fetch(WebhookRepository::read);
    }

    static Webhook read(Record row) {
        return new Webhook(
                row.get(WEBHOOK.id),
                row.get(WEBHOOK.accountId),
                row.get(WEBHOOK.url),
                row.get(WEBHOOK.secret),
                row.get(WEBHOOK.createdAt));
    }
}
