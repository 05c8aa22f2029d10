// SPDX-License-Identifier: Apache-2.0
package io.parley.store.filterset;

import static io.parley.store.table.SmallTables.FILTER_SET;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.engine.Engine;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The filter sets of accounts, each with an id that is a hash of its content. Every list stores the set of its request.
 * Sets that are not requested again expire after {@link #KEPT_UNUSED}; those that a person saved do not.
 */
public final class FilterSetRepository {
    /** Retention of a set that is neither saved nor requested again. */
    public static final Duration KEPT_UNUSED = Duration.ofDays(90);
    /** Interval between deletions of expired sets. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    /** Size of the cache of sets that are stored; about 100 bytes each. */
    private static final int REMEMBERED = 100_000;

    /** Unsaved sets of an account; the oldest beyond this number are deleted (our decision). */
    public static final int MOST_UNKEPT = 10_000;
    /** Characters of those, of more the oldest are forgotten (our decision). */
    static final long LONGEST_UNKEPT = 64 << 20;
    /** So many more of them are written by a node before it counts them again. */
    static final long LONGEST_UNCOUNTED = 4 << 20;

    /** Sets that the people of an account may keep (our decision). */
    static final int MOST_KEPT = 10_000;
    /** Characters of those (our decision). */
    static final long LONGEST_KEPT = 16 << 20;

    /** Largest number of sets in the queue for writing. */
    static final int MOST_OFFERED = 500;
    /** Largest number of characters of all queued sets. */
    private static final int LONGEST_OFFERED = 8 << 20;

    private final Engine engine;
    private final Clock clock;
    /** Cache of stored sets, with the day for which their use is recorded. */
    private final Cache<Key, Instant> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Queue of sets to write, with their content, the oldest first; guarded by its own lock. */
    private final Map<Key, String> offered = new LinkedHashMap<>();

    private long offeredLength;
    /** Only whoever writes what was offered knows it. */
    private long uncounted;

    private Instant lastSweep = Instant.MIN;

    private record Key(long accountId, String id) {}

    public FilterSetRepository(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Returns whether the set is stored and its use is recorded for today, so that writing it would change nothing. */
    public boolean isNoted(long accountId, String id) {
        return today().equals(known.getIfPresent(new Key(accountId, id)));
    }

    /**
     * Queues the set of a request for an asynchronous write, see {@link #writeOffered}. From now on, {@link #find}
     * returns it, at least on this node. The set is dropped when the queue is full, or when the store is unavailable at
     * the time of the write; the next request queues it again.
     *
     * @return whether it was queued
     */
    public boolean offer(long accountId, String id, String body) {
        Key key = new Key(accountId, id);
        synchronized (offered) {
            if (isNoted(accountId, id)
                    || offered.containsKey(key)
                    || offered.size() >= MOST_OFFERED
                    || offeredLength + body.length() > LONGEST_OFFERED) {
                return offered.containsKey(key);
            }
            offered.put(key, body);
            offeredLength += body.length();
            return true;
        }
    }

    /** Writes the queued sets, in one transaction. */
    public synchronized void writeOffered() {
        Map<Key, String> sets;
        synchronized (offered) {
            sets = new LinkedHashMap<>(offered);
        }
        if (sets.isEmpty()) {
            return;
        }
        Instant today = today();
        long length = sets.values().stream().mapToLong(String::length).sum();
        boolean isToBeCounted = uncounted + length > LONGEST_UNCOUNTED;
        try {
            engine.inTransaction(sql -> {
                deleteUnused(sql);
                var rows = sql.insertInto(
                        FILTER_SET.table(),
                        FILTER_SET.accountId,
                        FILTER_SET.id,
                        FILTER_SET.body,
                        FILTER_SET.kept,
                        FILTER_SET.usedOn);
                for (Map.Entry<Key, String> set : sets.entrySet()) {
                    rows = rows.values(set.getKey().accountId(), set.getKey().id(), set.getValue(), false, today);
                }
                rows.onConflict(FILTER_SET.accountId, FILTER_SET.id)
                        .doUpdate()
                        .set(FILTER_SET.usedOn, today)
                        .execute();
                sets.keySet().stream().map(Key::accountId).distinct().forEach(account -> {
                    forgetOldest(sql, account);
                    if (isToBeCounted) {
                        forgetLongest(sql, account);
                    }
                });
                return sets.size();
            });
            uncounted = isToBeCounted ? 0 : uncounted + length;
            sets.keySet().forEach(key -> known.put(key, today));
        } finally {
            synchronized (offered) {
                sets.keySet().forEach(key -> {
                    String body = offered.remove(key);
                    offeredLength -= body == null ? 0 : body.length();
                });
            }
        }
    }

    /** Deletes the oldest unsaved sets of an account beyond the limit. */
    private void forgetOldest(DSLContext sql, long accountId) {
        Condition unkept = FILTER_SET.accountId.eq(accountId).and(FILTER_SET.kept.isFalse());
        int excess = sql.fetchCount(FILTER_SET.table(), unkept) - MOST_UNKEPT;
        if (excess > 0) {
            // Deletes a tenth more than needed, so that the next inserts do not have to search for the oldest again.
            List<String> oldest = sql.select(FILTER_SET.id)
                    .from(FILTER_SET.table())
                    .where(unkept)
                    .orderBy(FILTER_SET.usedOn, FILTER_SET.id)
                    .limit(excess + MOST_UNKEPT / 10)
                    .fetch(FILTER_SET.id);
            sql.deleteFrom(FILTER_SET.table())
                    .where(unkept, FILTER_SET.id.in(oldest))
                    .execute();
            oldest.forEach(id -> known.invalidate(new Key(accountId, id)));
        }
    }

    /** Leaves of the sets that nobody keeps as much text as an account may have. */
    private void forgetLongest(DSLContext sql, long accountId) {
        Condition unkept = FILTER_SET.accountId.eq(accountId).and(FILTER_SET.kept.isFalse());
        Name sized = DSL.name("sized");
        Name sum = DSL.name("length_so_far");
        List<String> oldest = sql.select(DSL.field(sized.append("id"), SQLDataType.VARCHAR))
                .from(DSL.select(
                                FILTER_SET.id,
                                DSL.sum(DSL.length(FILTER_SET.body))
                                        .over(DSL.orderBy(FILTER_SET.usedOn.desc(), FILTER_SET.id.desc()))
                                        .as(sum))
                        .from(FILTER_SET.table())
                        .where(unkept)
                        .asTable(sized))
                .where(DSL.field(sized.append(sum), SQLDataType.BIGINT).gt(LONGEST_UNKEPT))
                .fetch(0, String.class);
        if (!oldest.isEmpty()) {
            sql.deleteFrom(FILTER_SET.table())
                    .where(unkept, FILTER_SET.id.in(oldest))
                    .execute();
            oldest.forEach(id -> known.invalidate(new Key(accountId, id)));
        }
    }

    /**
     * Keeps a set for good; committed on return.
     *
     * @throws ApiException when the account keeps as many as it may keep
     */
    public void keep(long accountId, String id, String body) {
        Instant today = today();
        engine.inTransaction(sql -> {
            deleteUnused(sql);
            requireRoom(sql, accountId, id, body);
            return sql.insertInto(FILTER_SET.table())
                    .columns(FILTER_SET.accountId, FILTER_SET.id, FILTER_SET.body, FILTER_SET.kept, FILTER_SET.usedOn)
                    .values(accountId, id, body, true, today)
                    .onConflict(FILTER_SET.accountId, FILTER_SET.id)
                    .doUpdate()
                    .set(FILTER_SET.usedOn, today)
                    .set(FILTER_SET.kept, true)
                    .execute();
        });
        known.put(new Key(accountId, id), today);
    }

    /** Calls at once may keep a few too many. */
    private static void requireRoom(DSLContext sql, long accountId, String id, String body) {
        Record2<Integer, BigDecimal> others = sql.select(
                        DSL.count(), DSL.coalesce(DSL.sum(DSL.length(FILTER_SET.body)), DSL.inline(BigDecimal.ZERO)))
                .from(FILTER_SET.table())
                .where(FILTER_SET.accountId.eq(accountId), FILTER_SET.kept.isTrue(), FILTER_SET.id.ne(id))
                .fetchSingle();
        if (others.value1() >= MOST_KEPT || others.value2().longValue() + body.length() > LONGEST_KEPT) {
            throw ApiException.because(
                    ErrorCode.TOO_MANY_FILTER_SETS,
                    "an account keeps at most " + MOST_KEPT + " filter sets, of " + LONGEST_KEPT
                            + " characters in all; ask with these filters instead, then they stay for a while");
        }
    }

    /** Returns the set of that id. */
    public Optional<String> find(long accountId, String id) {
        synchronized (offered) {
            String body = offered.get(new Key(accountId, id));
            if (body != null) {
                return Optional.of(body);
            }
        }
        return engine.sql()
                .select(FILTER_SET.body)
                .from(FILTER_SET.table())
                .where(FILTER_SET.accountId.eq(accountId), FILTER_SET.id.eq(id))
                .fetchOptional(FILTER_SET.body);
    }

    /** Clears the cache of stored sets, because sets were deleted by other code. */
    public void evictCached() {
        synchronized (offered) {
            offered.clear();
            offeredLength = 0;
        }
        known.invalidateAll();
    }

    private synchronized void deleteUnused(DSLContext sql) {
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
