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

/** Period of a scheduled report: the last whole day, week or month before its due time, in its time zone. */
enum ReportPeriod {
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

    /** Returns the day after the last one. */
    abstract LocalDate end(LocalDate today);

    /** Returns the first day. */
    abstract LocalDate start(LocalDate end);

    /**
     * Returns a filter on the period.
     *
     * @param key a filter by a time range
     * @param due due time of the report
     */
    JsonNode filter(String key, Instant due, ZoneId zone) {
        LocalDate end = end(LocalDate.ofInstant(due, zone));
        // A range includes its end, and times have a precision of microseconds.
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
