// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Distribution of session starts: more by day than by night, and more on weekdays than at weekends.
 *
 * @param office whether sessions start in office hours only, as an outbound dialler requires
 */
record BusyHours(Instant begin, Instant end, ZoneId region, boolean office) {
    /** Relative load by hour of the day, from midnight; 100 in the busiest hour. */
    private static final int[] BY_HOUR = {
        6, 4, 3, 2, 2, 4, 10, 25, 48, 78, 96, 100, 92, 88, 94, 90, 84, 76, 70, 64, 54, 40, 24, 12
    };

    static BusyHours of(BotProfile stage, Instant begin, Instant end) {
        return new BusyHours(begin, end, stage.region(), stage.direction() == BotProfile.Direction.OUTGOING);
    }

    /** Returns {@code count} instants in ascending order. */
    List<Instant> draw(int count, RandomChoice dice) {
        long span = Duration.between(begin, end).toMillis();
        List<Instant> drawn = new ArrayList<>(count);
        while (drawn.size() < count) {
            // Rejection sampling, which is simple and works for any distribution.
            Instant at = begin.plusMillis(dice.between(0L, span));
            if (dice.chance(business(at.atZone(region)))) {
                drawn.add(at);
            }
        }
        drawn.sort(null);
        return drawn;
    }

    private double business(ZonedDateTime at) {
        if (office && (at.getHour() < 9 || at.getHour() > 19)) {
            return 0;
        }
        double byDay = at.getDayOfWeek() == DayOfWeek.SATURDAY ? 0.5 : at.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.35 : 1;
        return byDay * BY_HOUR[at.getHour()] / 100;
    }
}
