// SPDX-License-Identifier: Apache-2.0
package io.parley.store.index;

import static io.parley.store.table.StatusTable.MESSAGE_STATUS;

import io.parley.store.engine.Engine;
import io.parley.store.table.StatusEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A Bloom filter over pairs of question and week: for most weeks it excludes that a status of a message was reported. A
 * status may be reported at any time after its message, but most are reported soon. Without the filter, an engine
 * without indexes would scan the keys of all statuses to find those of a page.
 */
public final class StatusWeekBloomFilter implements AutoCloseable {
    private static final long MICROS_A_SECOND = TimeUnit.SECONDS.toMicros(1);

    /** In seconds. */
    private static final long WEEK = TimeUnit.DAYS.toSeconds(7);

    /** A false positive costs little: it adds a week to a scan. */
    private static final KeyBloomFilter.Room ROOM = new KeyBloomFilter.Room(16, 8);

    private volatile KeyBloomFilter reports = KeyBloomFilter.none();

    /** The weeks with any reported status, numbered since 1970. */
    private final Set<Long> weeks = ConcurrentHashMap.newKeySet();

    /**
     * The week of the last status, which avoids most lookups in the set: statuses arrive roughly in order, millions of
     * them in a week.
     */
    private volatile long lastWeek = Long.MIN_VALUE;

    /**
     * Creates the filter from the stored statuses. No write may be running; from now on, new statuses must be {@link
     * #add added} before they are committed.
     *
     * @param reader reads the statuses in the background
     */
    public void loadInBackground(Engine engine, Executor reader) {
        Select<?> statuses = DSL.select(MESSAGE_STATUS.questionKey, engine.micros(MESSAGE_STATUS.saidAt))
                .from(MESSAGE_STATUS.table());
        reports = KeyBloomFilter.of(
                engine,
                reader,
                ROOM,
                List.of(new KeyBloomFilter.Source(
                        statuses, row -> reported(row.getLong(1), Math.floorDiv(row.getLong(2), MICROS_A_SECOND)))));
    }

    /** Adds a status; must be called before it is committed. */
    public void add(StatusEvent event) {
        reports.add(reported(event.questionKey(), event.at().getEpochSecond()));
    }

    private long reported(long questionKey, long secondsSince1970) {
        long week = Math.floorDiv(secondsSince1970, WEEK);
        if (week != lastWeek) {
            weeks.add(week);
            lastWeek = week;
        }
        return key(questionKey, week);
    }

    /**
     * Returns a condition on the weeks in which statuses of some questions may have been reported; empty when there are
     * none.
     */
    public Optional<Condition> of(Collection<Long> questionKeys) {
        if (!reports.isComplete()) {
            return Optional.of(DSL.noCondition());
        }
        SortedSet<Long> reported = new TreeSet<>();
        for (long week : weeks) {
            if (questionKeys.stream().anyMatch(question -> reports.mightContain(key(question, week)))) {
                reported.add(week);
            }
        }
        return reported.isEmpty() ? Optional.empty() : Optional.of(within(reported));
    }

    private static Condition within(SortedSet<Long> weeks) {
        List<Condition> spans = new ArrayList<>();
        long from = weeks.first();
        for (long week : weeks) {
            if (!weeks.contains(week - 1)) {
                from = week;
            }
            if (!weeks.contains(week + 1)) {
                spans.add(MESSAGE_STATUS.saidAt.ge(start(from)).and(MESSAGE_STATUS.saidAt.lt(start(week + 1))));
            }
        }
        return DSL.or(spans);
    }

    /** Combines question and week into one key, as uniformly distributed as the question's. */
    private static long key(long questionKey, long week) {
        return questionKey + week;
    }

    private static Instant start(long week) {
        return Instant.ofEpochSecond(week * WEEK);
    }

    @Override
    public void close() {
        reports.close();
    }
}
