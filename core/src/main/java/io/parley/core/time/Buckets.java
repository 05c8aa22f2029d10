// SPDX-License-Identifier: Apache-2.0
package io.parley.core.time;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A period cut into buckets, one after the other without gaps. Only this class knows what calendars and zones do to
 * them; who sorts instants into buckets by the thousand uses the {@link #runs}.
 *
 * @param starts where each bucket begins, ascending; empty for an empty period
 * @param end where the last bucket ends; the instant itself is outside
 */
public record Buckets(List<Instant> starts, Instant end) {
    /** As many buckets as anybody can look at; a year of hours fits. */
    public static final int MOST = 10_000;

    public static final Buckets NONE = new Buckets(List.of(), Instant.EPOCH);

    public Buckets {
        starts = List.copyOf(starts);
    }

    /**
     * Buckets of equal length in a row, so that the place of an instant is a division.
     *
     * @param first the place of the first of them among all buckets
     * @param start where the first begins
     * @param micros how long each is, microseconds
     */
    public record Run(int first, Instant start, long micros) {}

    /**
     * The buckets that hold the period from {@code first} to {@code last}, both of which belong to it; none when it
     * ends before it begins.
     *
     * @throws Refused for more than {@link #MOST}
     */
    public static Buckets covering(Instant first, Instant last, Interval interval, ZoneId zone) {
        if (last.isBefore(first)) {
            return NONE;
        }
        List<Instant> starts = new ArrayList<>();
        Instant start = interval.floor(first, zone);
        while (!start.isAfter(last)) {
            if (starts.size() == MOST) {
                throw Refused.field(
                        Problem.OUT_OF_RANGE,
                        "intervalType",
                        interval.unit(),
                        "an interval and a step that cut the time from " + first + " to " + last + " into at most "
                                + MOST + " pieces");
            }
            starts.add(start);
            start = interval.next(start, zone);
        }
        return new Buckets(starts, start);
    }

    public int count() {
        return starts.size();
    }

    public boolean isEmpty() {
        return starts.isEmpty();
    }

    /** The place of the bucket that holds the instant; -1 when none does. */
    public int indexOf(Instant instant) {
        if (isEmpty() || instant.isBefore(starts.getFirst()) || !instant.isBefore(end)) {
            return -1;
        }
        int place = Collections.binarySearch(starts, instant);
        return place >= 0 ? place : -place - 2;
    }

    /**
     * The buckets, those of equal length together: a single run for hours, some more for days where clocks are put
     * forward and back.
     */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Instant start = starts.get(i);
            long micros = start.until(i + 1 < starts.size() ? starts.get(i + 1) : end, ChronoUnit.MICROS);
            if (runs.isEmpty() || runs.getLast().micros() != micros) {
                runs.add(new Run(i, start, micros));
            }
        }
        return runs;
    }
}
