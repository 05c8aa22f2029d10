// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The zone of a caller's clock: the header {@code Timezone}, or the query parameter {@code timezone}; UTC when neither
 * is there.
 *
 * <p>The contract has a number and names no unit: ours are minutes east of UTC, or hours where only hours can be meant.
 * A number knows nothing of daylight saving; a name of the IANA database, our addition, does.
 */
public final class CallerZone {
    /** Offsets up to this are taken for hours, greater ones for minutes (our decision: the contract names no unit). */
    private static final int MOST_HOURS = 18;
    /** Java's zones reach no farther. */
    private static final int MOST_MINUTES = MOST_HOURS * 60;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

    private CallerZone() {}

    public static ZoneId of(HttpServletRequest request) {
        String given = new Query(request).headerOrText("Timezone").orElse("0").strip();
        return NUMBER.matcher(given).matches() ? offset(given) : named(given);
    }

    private static ZoneId offset(String given) {
        try {
            int number = Integer.parseInt(given);
            if (number >= -MOST_MINUTES && number <= MOST_MINUTES) {
                return ZoneOffset.ofTotalSeconds(Math.abs(number) <= MOST_HOURS ? number * 3600 : number * 60);
            }
        } catch (NumberFormatException tooLong) {
            // Refused below.
        }
        throw Refused.field(
                Problem.OUT_OF_RANGE,
                "Timezone",
                given,
                "minutes east of UTC, from -1080 to 1080, or hours from -18 to 18");
    }

    private static ZoneId named(String given) {
        try {
            return ZoneId.of(given);
        } catch (DateTimeException unknown) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    "Timezone",
                    given,
                    "minutes east of UTC, or a zone's name such as Europe/Berlin");
        }
    }
}
