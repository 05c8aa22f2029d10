// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stretch of time that a report on schedule is about: the last whole day, week or month before it is due, by the clock of its zone. */
enum Span {
    PREVIOUS_DAY {
        @Override
        LocalDate end(LocalDate today) {
            return today;
        }

        @Override
        LocalDate start(LocalDate end) {
            return end.minusDays(1);
        }
    },
    /** From Monday to Sunday. */
    PREVIOUS_WEEK {
        @Override
        LocalDate end(LocalDate today) {
            return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate start(LocalDate end) {
            return end.minusWeeks(1);
        }
    },
    PREVIOUS_MONTH {
        @Override
        LocalDate end(LocalDate today) {
            return today.withDayOfMonth(1);
        }

        @Override
        LocalDate start(LocalDate end) {
            return end.minusMonths(1);
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The day after its last one. */
    abstract LocalDate end(LocalDate today);

    /** Its first day. */
    abstract LocalDate start(LocalDate end);

    /**
     * The filter that leaves only what is in it.
     *
     * @param key of a filter by a range of time
     * @param due when the report is due
     */
    JsonNode filter(String key, Instant due, ZoneId zone) {
        LocalDate end = end(LocalDate.ofInstant(due, zone));
        // A range has its end in it, and times are kept to the microsecond.
        return JSON.createObjectNode()
                .put("key", key)
                .put("type", "DATE_TIME_RANGE")
                .put("from", start(end).atStartOfDay(zone).toInstant().toString())
                .put(
                        "to",
                        end.atStartOfDay(zone)
                                .toInstant()
                                .minus(1, ChronoUnit.MICROS)
                                .toString());
    }
}
