// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * Due times of a schedule, by a cron expression in a time zone. A time that daylight saving skips is due later by the
 * same amount; a time that occurs twice is due once.
 *
 * @param cron minute, hour, day of the month, month, day of the week; or a macro such as {@code @daily}
 */
record CronSchedule(String cron, ZoneId zone) {
    /** Shortest interval of a schedule, because each run writes a file (our decision). */
    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);

    /** Number of due times that are checked for the shortest interval: the most that a day may have. */
    private static final int MOMENTS_LOOKED_AT = 100;

    private static final String CRON_EXPECTED =
            "minute, hour, day of the month, month and day of the week as cron has them, such as «0 7 * * MON», or @daily";

    /** Intervals that can be given without a cron expression. */
    enum Every {
        DAY,
        WEEK,
        MONTH
    }

    /**
     * Reads {@code cron}, or otherwise {@code every} with {@code at}, {@code dayOfWeek} and {@code dayOfMonth}; and
     * {@code zone}.
     */
    static CronSchedule read(JsonInput body, Instant now) {
        ZoneId zone = body.member("zone").map(CronSchedule::zone).orElse(ZoneId.of("UTC"));
        Optional<JsonInput> cron = body.member("cron");
        if (cron.isPresent() && body.member("every").isPresent()) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, "every", body.node().get("every").asString(), "either cron or every");
        }
        CronSchedule timing = new CronSchedule(cron.map(CronSchedule::cron).orElseGet(() -> inWords(body)), zone);
        timing.requireMinimumInterval(cron.orElse(body), now);
        return timing;
    }

    /**
     * Returns the first moment after another.
     *
     * @throws IllegalArgumentException when there is none
     */
    Instant next(Instant after) {
        List<CronExpression> moments = expressions(cron);
        LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
        Instant next = after;
        // When clocks are set back, some local times occur twice; only the first counts.
        while (!next.isAfter(after)) {
            shown = next(moments, shown);
            next = shown.atZone(zone).toInstant();
        }
        return next;
    }

    /**
     * Returns the next time of any of the expressions. Spring 7.0 steps back for some days that count from the end of a month, such as {@code L-30} in a
     * month of 30 days, so a loop that trusts it may never end.
     */
    private static LocalDateTime next(List<CronExpression> expressions, LocalDateTime after) {
        return expressions.stream()
                .map(moments -> moments.next(after))
                .filter(next -> next != null && next.isAfter(after))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("never due after " + after));
    }

    private void requireMinimumInterval(JsonInput said, Instant now) {
        try {
            Instant moment = next(now);
            for (int looked = 0; looked < MOMENTS_LOOKED_AT; looked++) {
                Instant following = next(moment);
                if (Duration.between(moment, following).compareTo(SHORTEST_PAUSE) < 0) {
                    throw ApiException.field(
                            ErrorCode.INVALID_VALUE,
                            said.path(),
                            cron,
                            "moments at least " + SHORTEST_PAUSE.toMinutes() + " minutes apart");
                }
                moment = following;
            }
        } catch (IllegalArgumentException neverDue) {
            throw ApiException.field(ErrorCode.INVALID_VALUE, said.path(), cron, CRON_EXPECTED);
        }
    }

    private static String inWords(JsonInput body) {
        Every every = body.required("every", "DAY, WEEK or MONTH; or the member cron")
                .oneOf(Every.class, ErrorCode.INVALID_VALUE);
        LocalTime at = body.member("at").map(CronSchedule::time).orElse(LocalTime.MIDNIGHT);
        String time = at.getMinute() + " " + at.getHour();
        return switch (every) {
            case DAY -> time + " * * *";
            case WEEK ->
                time + " * * "
                        + body.member("dayOfWeek")
                                .map(day -> day.oneOf(DayOfWeek.class, ErrorCode.INVALID_VALUE))
                                .orElse(DayOfWeek.MONDAY)
                                .name()
                                .substring(0, 3);
            case MONTH ->
                time + " "
                        + body.member("dayOfMonth")
                                .map(CronSchedule::dayOfMonth)
                                .orElse(1) + " * *";
        };
    }

    private static LocalTime time(JsonInput input) {
        try {
            return LocalTime.parse(input.text());
        } catch (DateTimeException notATime) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, input.path(), input.text(), "hours and minutes, such as 07:30");
        }
    }

    private static int dayOfMonth(JsonInput input) {
        int day = input.smallInteger();
        if (day < 1 || day > 28) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), day, "a day that every month has, from 1 to 28");
        }
        return day;
    }

    private static ZoneId zone(JsonInput input) {
        try {
            return ZoneId.of(input.text());
        } catch (DateTimeException unknown) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, input.path(), input.text(), "a zone's name such as Europe/Berlin");
        }
    }

    private static String cron(JsonInput input) {
        String[] fields = input.text().strip().split("\\s+");
        String cron = String.join(" ", fields);
        try {
            if (!cron.startsWith("@") && fields.length != 5) {
                throw new IllegalArgumentException("not five fields");
            }
            next(expressions(cron), LocalDateTime.of(2024, 1, 1, 0, 0));
            return cron;
        } catch (IllegalArgumentException wrong) {
            throw ApiException.field(ErrorCode.INVALID_VALUE, input.path(), input.text(), CRON_EXPECTED);
        }
    }

    /**
     * Parses an expression. As in cron, a schedule that names days of the month and days of the week is due on either;
     * Spring's is due on days that are both. A field that begins with an asterisk names no days.
     */
    private static List<CronExpression> expressions(String cron) {
        String[] fields = cron.split(" ");
        if (fields.length == 5 && isNamed(fields[2]) && isNamed(fields[4])) {
            return List.of(
                    expression(String.join(" ", fields[0], fields[1], fields[2], fields[3], "*")),
                    expression(String.join(" ", fields[0], fields[1], "*", fields[3], fields[4])));
        }
        return List.of(expression(cron));
    }

    private static boolean isNamed(String days) {
        return !days.startsWith("*") && !days.equals("?");
    }

    /** Spring's expressions have an additional field for seconds. */
    private static CronExpression expression(String cron) {
        return CronExpression.parse(cron.startsWith("@") ? cron : "0 " + cron);
    }
}
