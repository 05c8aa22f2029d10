// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The daily deletion of the content of a project's old messages.
 *
 * @param days number of whole days of UTC before today that keep their content; 0: only today does
 * @param nextRunAt when it is due next
 */
public record CleanupPolicy(long projectId, int days, Instant nextRunAt) {
    public static final int MOST_DAYS = 999;

    /** Time of the daily run, UTC (the vendor's hour). */
    private static final LocalTime AT = LocalTime.of(0, 1);

    /** Returns the time before which messages are old now. */
    public Instant limit(Instant now) {
        return day(now).minusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Returns the time of the next run after now. */
    static Instant next(Instant now) {
        Instant today = day(now).atTime(AT).toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today : day(now).plusDays(1).atTime(AT).toInstant(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
