// SPDX-License-Identifier: Apache-2.0
package io.parley.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.time.Buckets.Run;
import io.parley.core.time.Interval.Unit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BucketsTest {
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneOffset.ofHours(3),
            ZoneOffset.ofHoursMinutes(-3, -30),
            BERLIN,
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"));

    private static Instant at(String localTime, ZoneId zone) {
        return LocalDateTime.parse(localTime).atZone(zone).toInstant();
    }

    private static List<String> local(Buckets buckets, ZoneId zone) {
        return buckets.starts().stream()
                .map(start -> start.atZone(zone).toOffsetDateTime().toString())
                .toList();
    }

    private static List<Long> hours(Buckets buckets) {
        List<Long> hours = new ArrayList<>();
        for (int i = 0; i < buckets.count(); i++) {
            Instant next = i + 1 < buckets.count() ? buckets.starts().get(i + 1) : buckets.end();
            hours.add(Duration.between(buckets.starts().get(i), next).toHours());
        }
        return hours;
    }

    @Test
    void aDayHas23HoursWhenClocksGoForwardAnd25WhenTheyGoBack() {
        Interval day = Interval.DAY;
        assertThat(hours(Buckets.covering(at("2026-03-28T12:00", BERLIN), at("2026-03-30T12:00", BERLIN), day, BERLIN)))
                .containsExactly(24L, 23L, 24L);
        assertThat(hours(Buckets.covering(at("2026-10-24T12:00", BERLIN), at("2026-10-26T12:00", BERLIN), day, BERLIN)))
                .containsExactly(24L, 25L, 24L);
    }

    @Test
    void theHourThatIsSkippedHasNoBucketAndTheOneThatComesTwiceHasTwo() {
        Interval hour = new Interval(Unit.HOUR, 1);
        assertThat(local(
                        Buckets.covering(at("2026-03-29T01:30", BERLIN), at("2026-03-29T04:00", BERLIN), hour, BERLIN),
                        BERLIN))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
        assertThat(local(
                        Buckets.covering(at("2026-10-25T01:30", BERLIN), at("2026-10-25T03:10", BERLIN), hour, BERLIN),
                        BERLIN))
                .containsExactly(
                        "2026-10-25T01:00+02:00",
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T03:00+01:00");
    }

    @Test
    void hoursBeginOnTheHourEvenWhereClocksMoveByHalfAnHour() {
        ZoneId zone = ZoneId.of("Australia/Lord_Howe");
        Interval hour = new Interval(Unit.HOUR, 1);
        assertThat(local(
                        Buckets.covering(at("2026-10-04T01:10", zone), at("2026-10-04T04:00", zone), hour, zone), zone))
                .containsExactly(
                        "2026-10-04T01:00+10:30",
                        "2026-10-04T02:30+11:00",
                        "2026-10-04T03:00+11:00",
                        "2026-10-04T04:00+11:00");
        assertThat(local(
                        Buckets.covering(at("2026-04-05T00:10", zone), at("2026-04-05T03:00", zone), hour, zone), zone))
                .containsExactly(
                        "2026-04-05T00:00+11:00",
                        "2026-04-05T01:00+11:00",
                        "2026-04-05T02:00+10:30",
                        "2026-04-05T03:00+10:30");
    }

    @Test
    void aDayThatAZoneSkippedHasNoBucket() {
        ZoneId zone = ZoneId.of("Pacific/Apia");
        assertThat(local(
                        Buckets.covering(
                                at("2011-12-29T12:00", zone), at("2011-12-31T12:00", zone), Interval.DAY, zone),
                        zone))
                .containsExactly("2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00");
    }

    @Test
    void weeksBeginOnMondayAndQuartersInJanuary() {
        assertThat(local(
                        Buckets.covering(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-12T00:00:00Z"),
                                new Interval(Unit.WEEK, 1),
                                ZoneOffset.UTC),
                        ZoneOffset.UTC))
                .containsExactly("2025-12-29T00:00Z", "2026-01-05T00:00Z", "2026-01-12T00:00Z");
        assertThat(local(
                        Buckets.covering(
                                Instant.parse("2026-05-31T00:00:00Z"),
                                Instant.parse("2026-12-31T00:00:00Z"),
                                new Interval(Unit.QUARTER, 1),
                                ZoneOffset.UTC),
                        ZoneOffset.UTC))
                .containsExactly("2026-04-01T00:00Z", "2026-07-01T00:00Z", "2026-10-01T00:00Z");
    }

    @Test
    void stepsCountFromTheIntervalInWhichThePeriodBegins() {
        assertThat(local(
                        Buckets.covering(
                                Instant.parse("2026-01-31T10:00:00Z"),
                                Instant.parse("2026-08-01T00:00:00Z"),
                                new Interval(Unit.MONTH, 3),
                                ZoneOffset.UTC),
                        ZoneOffset.UTC))
                .containsExactly("2026-01-01T00:00Z", "2026-04-01T00:00Z", "2026-07-01T00:00Z");
    }

    @Test
    void hoursAreOneRunAndDaysOfAYearFiveWhereClocksMove() {
        Instant first = at("2026-01-01T00:00", BERLIN);
        Instant last = at("2026-12-31T23:59", BERLIN);
        Buckets hours = Buckets.covering(first, last, new Interval(Unit.HOUR, 1), BERLIN);
        assertThat(hours.count()).isEqualTo(365 * 24);
        assertThat(hours.runs())
                .containsExactly(new Run(0, first, Duration.ofHours(1).toNanos() / 1000));
        assertThat(Buckets.covering(first, last, Interval.DAY, BERLIN).runs()).hasSize(5);
    }

    @Test
    void moreBucketsThanAnybodyCanLookAtAreRefused() {
        Instant first = Instant.parse("1976-01-01T00:00:00Z");
        Instant last = Instant.parse("2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> Buckets.covering(first, last, new Interval(Unit.HOUR, 1), ZoneOffset.UTC))
                .hasMessage("intervalType: got «HOUR», expected an interval and a step that cut the time from"
                        + " 1976-01-01T00:00:00Z to 2026-01-01T00:00:00Z into at most 10000 pieces");
        assertThat(Buckets.covering(first, last, new Interval(Unit.HOUR, 24 * 7), ZoneOffset.UTC)
                        .count())
                .isEqualTo(2610);
        assertThat(Buckets.covering(last, first, Interval.DAY, ZoneOffset.UTC)).isEqualTo(Buckets.NONE);
        assertThatThrownBy(() -> new Interval(Unit.DAY, 0))
                .hasMessage("step: got «0», expected a number from 1 to 10000");
    }

    /** Compares with a direct calculation on local dates. */
    @ParameterizedTest
    @EnumSource(names = "HOUR", mode = EnumSource.Mode.EXCLUDE)
    void anInstantIsInTheBucketThatItsDateSays(Unit unit) {
        Random random = new Random(SEED);
        for (ZoneId zone : ZONES) {
            Instant first = Instant.ofEpochSecond(random.nextLong(2_000_000_000L));
            Instant last = first.plus(Duration.ofDays(random.nextInt(3000)));
            Buckets buckets = Buckets.covering(first, last, new Interval(unit, 1), zone);
            for (int i = 0; i < 500; i++) {
                Instant instant =
                        Instant.ofEpochSecond(random.nextLong(first.getEpochSecond(), last.getEpochSecond() + 1));
                LocalDate date = instant.atZone(zone).toLocalDate();
                LocalDate begin = switch (unit) {
                    case HOUR -> throw new AssertionError();
                    case DAY -> date;
                    case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> date.with(TemporalAdjusters.firstDayOfMonth());
                    case QUARTER -> date.with(IsoFields.DAY_OF_QUARTER, 1);
                    case YEAR -> date.with(TemporalAdjusters.firstDayOfYear());
                };
                assertThat(buckets.starts().get(buckets.indexOf(instant)))
                        .as("seed %d, %s, %s", SEED, zone, instant)
                        .isEqualTo(begin.atStartOfDay(zone).toInstant());
            }
        }
    }

    @Test
    void theInstantAtWhichTheLastBucketEndsIsInNone() {
        Instant midnight = Instant.parse("2026-11-01T00:00:00Z");
        Buckets day = Buckets.covering(midnight, midnight, new Interval(Unit.DAY, 1), ZoneOffset.UTC);

        assertThat(day.indexOf(midnight)).isZero();
        assertThat(day.indexOf(midnight.plus(Duration.ofDays(1)))).isEqualTo(-1);
    }

    /** A bucket of an hour ends at the next full hour of local time, independent of its length. */
    @Test
    void anInstantIsInTheHourThatTheClockShows() {
        Random random = new Random(SEED);
        for (ZoneId zone : ZONES) {
            Instant first = Instant.ofEpochSecond(1_600_000_000L + random.nextLong(100_000_000L));
            Instant last = first.plus(Duration.ofDays(400));
            Buckets buckets = Buckets.covering(first, last, new Interval(Unit.HOUR, 1), zone);
            for (int i = 0; i < 2000; i++) {
                Instant instant =
                        Instant.ofEpochSecond(random.nextLong(first.getEpochSecond(), last.getEpochSecond() + 1));
                ZonedDateTime there = instant.atZone(zone);
                Instant begin = buckets.starts().get(buckets.indexOf(instant));
                assertThat(begin.atZone(zone).truncatedTo(ChronoUnit.HOURS).toLocalDateTime())
                        .as("seed %d, %s, %s", SEED, zone, instant)
                        .isEqualTo(there.truncatedTo(ChronoUnit.HOURS).toLocalDateTime());
            }
        }
    }
}
