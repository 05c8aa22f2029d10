// SPDX-License-Identifier: Apache-2.0
package io.parley.store.filterset;

import static io.parley.store.rows.SmallTables.FILTER_SET;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The filter sets of accounts, each under an id that follows from what it says. Every list keeps the set that it was asked with; those
 * that nobody asks with again are forgotten after a while, those that a person kept are not.
 */
public final class FilterSets {
    /** How long a set stays that nobody keeps or asks with again. */
    public static final Duration KEPT_UNUSED = Duration.ofDays(90);
    /** How often the forgotten ones are looked for. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    /** Sets of which this node remembers that they are kept; about 100 bytes each. */
    private static final int REMEMBERED = 100_000;

    private final Engine engine;
    private final Clock clock;
    /** Sets that the store has, with the day that their use was noted for. */
    private final Cache<Key, Instant> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private Instant lastSweep = Instant.MIN;

    private record Key(long accountId, String id) {}

    public FilterSets(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Whether the set is kept and its use noted for today, so that {@link #note} would change nothing. */
    public boolean isNoted(long accountId, String id) {
        return today().equals(known.getIfPresent(new Key(accountId, id)));
    }

    /** Keeps a set that somebody asked with; committed on return. */
    public void note(long accountId, String id, String body) {
        if (!isNoted(accountId, id)) {
            put(accountId, id, body, false);
        }
    }

    /** Keeps a set for good; committed on return. */
    public void keep(long accountId, String id, String body) {
        put(accountId, id, body, true);
    }

    private void put(long accountId, String id, String body, boolean kept) {
        Instant today = today();
        engine.change(sql -> {
            sweep(sql);
            return sql.insertInto(FILTER_SET.table())
                    .columns(FILTER_SET.accountId, FILTER_SET.id, FILTER_SET.body, FILTER_SET.kept, FILTER_SET.usedOn)
                    .values(accountId, id, body, kept, today)
                    .onConflict(FILTER_SET.accountId, FILTER_SET.id)
                    .doUpdate()
                    .set(FILTER_SET.usedOn, today)
                    .set(FILTER_SET.kept, kept ? DSL.val(true) : FILTER_SET.kept)
                    .execute();
        });
        known.put(new Key(accountId, id), today);
    }

    /** The set under that id. */
    public Optional<String> find(long accountId, String id) {
        return engine.sql()
                .select(FILTER_SET.body)
                .from(FILTER_SET.table())
                .where(FILTER_SET.accountId.eq(accountId), FILTER_SET.id.eq(id))
                .fetchOptional(FILTER_SET.body);
    }

    /** Has the store asked anew whether it has a set, because sets were deleted by others. */
    public void forgetKnown() {
        known.invalidateAll();
    }

    private synchronized void sweep(DSLContext sql) {
        Instant now = clock.instant();
        if (lastSweep.plus(SWEEP_EVERY).isBefore(now)) {
            lastSweep = now;
            sql.deleteFrom(FILTER_SET.table())
                    .where(FILTER_SET.kept.isFalse(), FILTER_SET.usedOn.lt(now.minus(KEPT_UNUSED)))
                    .execute();
        }
    }

    private Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }
}
