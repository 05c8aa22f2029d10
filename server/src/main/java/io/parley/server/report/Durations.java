// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.time.Duration;

/** Durations as people read them. */
final class Durations {
    private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private Durations() {}

    /** {@code HH:mm:ss}, whole seconds; a day and more are more than 23 hours. */
    static String text(Duration duration) {
        return "%02d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    /** The number that spreadsheets know a duration by. */
    static double days(Duration duration) {
        return duration.toMillis() / MILLIS_A_DAY;
    }
}
