// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.parley.core.error.ApiException;
import io.parley.core.error.JsonInput;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CronScheduleTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");

    private static CronSchedule read(String body) {
        return CronSchedule.read(
                new JsonInput("", JsonMapper.builder().build().readTree(body.replace('\'', '"'))), MONDAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'every':'DAY'}                                                   | 2026-11-24T00:00:00Z",
                "{'every':'DAY','at':'07:30','zone':'Europe/Moscow'}               | 2026-11-24T04:30:00Z",
                "{'every':'WEEK','at':'07:00'}                                     | 2026-11-30T07:00:00Z",
                "{'every':'week','dayOfWeek':'friday','at':'18:05'}                | 2026-11-27T18:05:00Z",
                "{'every':'MONTH','dayOfMonth':'28'}                               | 2026-11-28T00:00:00Z",
                "{'every':'MONTH'}                                                 | 2026-12-01T00:00:00Z",
                "{'cron':'0 7 * * MON-FRI','zone':'Europe/Berlin'}                 | 2026-11-24T06:00:00Z",
                "{'cron':'@weekly'}                                                | 2026-11-29T00:00:00Z",
                "{'cron':'*/15 * * * *'}                                           | 2026-11-23T12:15:00Z",
                "{'cron':'0 0 L * *'}                                              | 2026-11-30T00:00:00Z",
                "{'cron':'0 0 L-3 * *'}                                            | 2026-11-27T00:00:00Z",
                "{'cron':'0\\t0  LW * *'}                                           | 2026-11-30T00:00:00Z",
                "{'cron':'0 9 1 * MON'}                                            | 2026-11-30T09:00:00Z",
                // As cron has it: on either of the days.
                "{'cron':'0 9 25 * MON'}                                           | 2026-11-25T09:00:00Z",
                "{'cron':'0 9 */2 * MON'}                                          | 2026-12-07T09:00:00Z",
                "{'cron':'0 9 30 2 MON'}                                           | 2027-02-01T09:00:00Z",
            })
    void theNextMomentFollows(String body, Instant next) {
        assertThat(read(body).next(MONDAY)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | every: got nothing, expected DAY, WEEK or MONTH; or the member cron",
                "{'every':'YEAR'}                | every: got «YEAR», expected one of DAY, WEEK, MONTH",
                "{'every':'DAY','at':'7'}        | at: got «7», expected hours and minutes, such as 07:30",
                "{'every':'MONTH','dayOfMonth':31} | dayOfMonth: got «31», expected a day that every month has, from 1 to 28",
                "{'every':'DAY','zone':'Mars'}   | zone: got «Mars», expected a zone's name such as Europe/Berlin",
                "{'cron':'0 0 7 * * 1'}          | cron: got «0 0 7 * * 1», expected minute, hour, day of the month, month and day of the week as cron has them, such as «0 7 * * MON», or @daily",
                "{'cron':'0 0 30 2 *'}           | cron: got «0 0 30 2 *», expected minute, hour, day of the month, month and day of the week as cron has them, such as «0 7 * * MON», or @daily",
                "{'cron':'0 0 L-30 * *'}         | cron: got «0 0 L-30 * *», expected minute, hour, day of the month, month and day of the week as cron has them, such as «0 7 * * MON», or @daily",
                "{'cron':'@daily','every':'DAY'} | every: got «DAY», expected either cron or every",
                "{'cron':'* * * * *'}            | cron: got «* * * * *», expected moments at least 15 minutes apart",
                "{'cron':'0,5 7 * * *'}          | cron: got «0,5 7 * * *», expected moments at least 15 minutes apart",
            })
    void whatIsNoTimingIsRefusedByName(String body, String words) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ApiException.class).hasMessage(words);
    }

    /** Days that count from the end of a month, working days, and days of weeks: the library steps back for some of them. */
    @Test
    void eachCronTextOfTheGrammarIsAnsweredAndMovesForward() {
        List<String> days = new ArrayList<>(List.of("*", "?", "L", "LW", "31", "30,31", "*/31"));
        IntStream.rangeClosed(0, 100).forEach(n -> days.add("L-" + n));
        IntStream.rangeClosed(0, 32).forEach(n -> days.add(n + "W"));
        List<String> weekdays = new ArrayList<>(List.of("*", "?", "MON", "L"));
        IntStream.rangeClosed(0, 8).forEach(day -> weekdays.add(day + "L"));
        IntStream.rangeClosed(0, 6).forEach(nth -> weekdays.add("MON#" + nth));
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (String day : days) {
                for (String month : List.of("*", "2", "4,6")) {
                    for (String weekday : weekdays) {
                        movesForward("0 0 " + day + " " + month + " " + weekday);
                    }
                }
            }
        });
    }

    private static void movesForward(String cron) {
        try {
            CronSchedule timing = read("{'cron':'" + cron + "'}");
            Instant moment = MONDAY;
            for (int i = 0; i < 10; i++) {
                Instant next = timing.next(moment);
                assertThat(next).as(cron).isAfter(moment);
                moment = next;
            }
        } catch (ApiException refused) {
            assertThat(refused).as(cron).hasMessageStartingWith("cron: got ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // In the night to 29 March clocks are set from 02:00 to 03:00; in that to 25 October back from 03:00 to 02:00.
        "2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    })
    void whenClocksChangeItIsDueOnceADay(Instant before, Instant first, Instant second) {
        CronSchedule timing = new CronSchedule("30 2 * * *", ZoneId.of("Europe/Berlin"));
        assertThat(timing.next(before)).isEqualTo(first);
        assertThat(timing.next(first)).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({
        "PREVIOUS_DAY,   2026-11-22T00:00:00Z, 2026-11-22T23:59:59.999999Z",
        "PREVIOUS_WEEK,  2026-11-16T00:00:00Z, 2026-11-22T23:59:59.999999Z",
        "PREVIOUS_MONTH, 2026-10-01T00:00:00Z, 2026-10-31T23:59:59.999999Z",
    })
    void aSpanIsTheLastWholeOneBefore(ReportPeriod span, String from, String to) {
        assertThat(span.filter("PERIOD", MONDAY, ZoneId.of("UTC")).toString())
                .isEqualTo("{\"key\":\"PERIOD\",\"type\":\"DATE_TIME_RANGE\",\"from\":\"" + from + "\",\"to\":\"" + to
                        + "\"}");
    }
}
