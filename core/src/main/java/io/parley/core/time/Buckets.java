// SPDX-License-Identifier: Apache-2.0
package io.parley.core.time;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A period divided into contiguous buckets. Calendar and time zone rules are applied only here. Code that assigns many
 * instants to buckets uses {@link #runs}.
 *
 * @param starts start of each bucket, ascending; empty for an empty period
 * @param end end of the last bucket, exclusive
 */
public record Buckets(List<Instant> starts, Instant end) {
    /** Maximum number of buckets in one answer; a year of hours fits. */
    public static final int MOST = 10_000;

    public static final Buckets NONE = new Buckets(List.of(), Instant.EPOCH);

    public Buckets {
        starts = List.copyOf(starts);
    }

    /**
     * Consecutive buckets of equal length; a division gives the index of an instant.
     *
     * @param first index of its first bucket among all buckets
     * @param start start of the first bucket
     * @param micros length of each bucket, microseconds
     */
    public record Run(int first, Instant start, long micros) {}

    /**
     * Returns the buckets that cover the period from {@code first} to {@code last}, both inclusive; none when it ends
     * before it begins.
     *
     * @throws ApiException for more than {@link #MOST}
     */
    public static Buckets covering(Instant first, Instant last, Interval interval, ZoneId zone) {
        if (last.isBefore(first)) {
            return NONE;
        }
        List<Instant> starts = new ArrayList<>();
        Instant start = interval.floor(first, zone);
        while (!start.isAfter(last)) {
            if (starts.size() == MOST) {
                throw ApiException.field(
                        ErrorCode.OUT_OF_RANGE,
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

    /** Returns the index of the bucket that contains the instant; -1 for none. */
    public int indexOf(Instant instant) {
        if (isEmpty() || instant.isBefore(starts.getFirst()) || !instant.isBefore(end)) {
            return -1;
        }
        int place = Collections.binarySearch(starts, instant);
        return place >= 0 ? place : -place - 2;
    }

    /**
     * Returns the buckets grouped into runs of equal length: one run for hours, several for days around daylight saving
     * changes.
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
