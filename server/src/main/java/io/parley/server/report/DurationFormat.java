// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.time.Duration;
import java.util.Locale;

/** Formatting of durations. */
final class DurationFormat {
    private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private DurationFormat() {}

    /** Returns {@code HH:mm:ss} in whole seconds; hours may exceed 23. */
    static String text(Duration duration) {
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    /** Returns the duration in days, as spreadsheets store it. */
    static double days(Duration duration) {
        return duration.toMillis() / MILLIS_A_DAY;
    }
}
