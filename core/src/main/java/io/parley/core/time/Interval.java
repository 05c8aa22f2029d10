// SPDX-License-Identifier: Apache-2.0
package io.parley.core.time;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Width of the buckets of a statistic.
 *
 * @param step number of units in one bucket
 */
public record Interval(Unit unit, int step) {
    /** Default: single days (our decision: the contract names none). */
    public static final Interval DAY = new Interval(Unit.DAY, 1);

    /** Maximum number of units in one bucket. */
    public static final int LARGEST_STEP = 10_000;

    /** The contract's {@code IntervalType}. Weeks begin on Monday. */
    public enum Unit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    public Interval {
        requireStep(step);
    }

    /** Checks that the step is in the valid range. */
    public static void requireStep(int step) {
        if (step < 1 || step > LARGEST_STEP) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "step", step, "a number from 1 to " + LARGEST_STEP);
        }
    }

    /** Returns the start of the unit that contains the instant. */
    Instant floor(Instant instant, ZoneId zone) {
        ZonedDateTime there = instant.atZone(zone);
        LocalDate date = there.toLocalDate();
        return switch (unit) {
            case HOUR -> {
                Instant hour = there.truncatedTo(ChronoUnit.HOURS).toInstant();
                // Where clocks go forward by less than an hour, the full hour may be later than the instant.
                yield hour.isAfter(instant) ? instant : hour;
            }
            case DAY -> start(date, zone);
            case WEEK -> start(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case MONTH -> start(date.withDayOfMonth(1), zone);
            case QUARTER ->
                start(date.withMonth((date.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1), zone);
            case YEAR -> start(date.withDayOfYear(1), zone);
        };
    }

    /** Returns the end of the bucket with the given start, which is the start of the next one. */
    Instant next(Instant start, ZoneId zone) {
        // A day skipped by a zone change would begin at the same instant as the next one.
        Instant next = start;
        for (long units = step; !next.isAfter(start); units++) {
            next = later(start, zone, units);
        }
        return next;
    }

    private Instant later(Instant start, ZoneId zone, long units) {
        ZonedDateTime there = start.atZone(zone);
        LocalDate date = there.toLocalDate();
        return switch (unit) {
            case HOUR -> there.plusHours(units).truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> start(date.plusDays(units), zone);
            case WEEK -> start(date.plusWeeks(units), zone);
            case MONTH -> start(date.plusMonths(units), zone);
            case QUARTER -> start(date.plusMonths(3 * units), zone);
            case YEAR -> start(date.plusYears(units), zone);
        };
    }

    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
