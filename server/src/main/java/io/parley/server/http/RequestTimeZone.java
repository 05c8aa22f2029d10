// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The caller's time zone: the header {@code Timezone}, or the query parameter {@code timezone}; UTC when both are
 * absent.
 *
 * <p>The contract has a number without a unit. Parley reads it as minutes east of UTC, or as hours if it is too small
 * for minutes. A number has no daylight saving; a name of the IANA database, our addition, has.
 */
public final class RequestTimeZone {
    /** Offsets up to this are taken for hours, greater ones for minutes (our decision: the contract names no unit). */
    private static final int MOST_HOURS = 18;
    /** Limit of Java's zone offsets. */
    private static final int MOST_MINUTES = MOST_HOURS * 60;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

    /**
     * An offset in hours and minutes, as {@code date +%z} prints it; in a query the plus sign may have become a blank. No
     * zone is as many minutes from UTC as four digits would say (our decision).
     */
    private static final Pattern CLOCK = Pattern.compile("[+-]?(0\\d|1[0-4])[0-5]\\d");

    private RequestTimeZone() {}

    public static ZoneId of(HttpServletRequest request) {
        return zone(new QueryParameters(request)
                .headerOrText("Timezone")
                .orElse("0")
                .strip());
    }

    static ZoneId zone(String given) {
        if (CLOCK.matcher(given).matches()) {
            return ofClock(given);
        }
        return NUMBER.matcher(given).matches() ? offset(given) : named(given);
    }

    private static ZoneId ofClock(String given) {
        int clock = Integer.parseInt(given);
        return ZoneOffset.ofTotalSeconds((clock / 100 * 60 + clock % 100) * 60);
    }

    private static ZoneId offset(String given) {
        try {
            int number = Integer.parseInt(given);
            if (number >= -MOST_MINUTES && number <= MOST_MINUTES) {
                return ZoneOffset.ofTotalSeconds(Math.abs(number) <= MOST_HOURS ? number * 3600 : number * 60);
            }
        } catch (NumberFormatException tooLong) {
            // Rejected below.
        }
        throw ApiException.field(
                ErrorCode.OUT_OF_RANGE,
                "Timezone",
                given,
                "minutes east of UTC, from -1080 to 1080, or hours from -18 to 18");
    }

    private static ZoneId named(String given) {
        try {
            return ZoneId.of(given);
        } catch (DateTimeException unknown) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    "Timezone",
                    given,
                    "minutes east of UTC, or a zone's name such as Europe/Berlin");
        }
    }
}
