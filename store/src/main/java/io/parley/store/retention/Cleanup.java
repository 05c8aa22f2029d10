// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * That a project's messages lose their content when they are old.
 *
 * @param days how many whole days of UTC before today keep theirs; 0: only today does
 * @param nextRunAt when it is next time for it
 */
public record Cleanup(long projectId, int days, Instant nextRunAt) {
    public static final int MOST_DAYS = 999;

    /** When it is done each day, UTC (the vendor's hour). */
    private static final LocalTime AT = LocalTime.of(0, 1);

    /** What was said before this moment is old now. */
    public Instant limit(Instant now) {
        return day(now).minusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** When it is time for it after now. */
    static Instant next(Instant now) {
        Instant today = day(now).atTime(AT).toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today : day(now).plusDays(1).atTime(AT).toInstant(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
