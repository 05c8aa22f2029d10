// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.WEBHOOK;
import static io.parley.store.rows.SmallTables.WEBHOOK_DELIVERY;

import io.parley.core.problem.Given;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;

/** The webhooks of accounts. */
public final class Webhooks {
    /** Maximum number of an account (our decision). */
    static final int MOST = 20;

    private final Engine engine;
    private final Clock clock;

    public Webhooks(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Adds a webhook; it receives the tasks that end from now on. */
    public Webhook add(long accountId, String url, String secret) {
        return engine.change(sql -> {
            Accounts.hold(sql, accountId);
            if (sql.fetchCount(WEBHOOK.table(), WEBHOOK.accountId.eq(accountId)) >= MOST) {
                throw Refused.because(
                        Problem.TOO_MANY_WEBHOOKS,
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
    public Webhook get(long accountId, Given<Long> id) {
        return select(WEBHOOK.accountId.eq(accountId).and(WEBHOOK.id.eq(id.value()))).stream()
                .findFirst()
                .orElseThrow(() -> id.refused(Problem.WEBHOOK, "the id of a webhook of this account"));
    }

    /** Removes a webhook with all its deliveries, sent or pending. */
    public void remove(long accountId, Given<Long> id) {
        Webhook webhook = get(accountId, id);
        engine.change(sql -> {
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
                .fetch(Webhooks::read);
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
