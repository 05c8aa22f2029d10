// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Progress display: one changing line in a terminal, otherwise a line now and then. */
final class ProgressDisplay {
    private static final long IN_TERMINAL_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ELSEWHERE_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final long total;
    private final long began = System.nanoTime();
    private long shown = began - ELSEWHERE_EVERY;
    private long done;

    /**
     * Starts the display.
     *
     * @param what the counted things, such as "messages"
     * @param total their number; 0 if unknown
     */
    ProgressDisplay(PrintStream out, String what, long total) {
        this.out = out;
        this.terminal = System.console() != null;
        this.what = what;
        this.total = total;
    }

    void add(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - shown >= (terminal ? IN_TERMINAL_EVERY : ELSEWHERE_EVERY)) {
            shown = now;
            show(terminal ? "\r" : "", terminal ? "" : System.lineSeparator());
        }
    }

    void end() {
        show(terminal ? "\r" : "", System.lineSeparator());
    }

    private void show(String before, String after) {
        double seconds = (System.nanoTime() - began) / 1e9;
        String of = total == 0 ? "" : " of " + String.format(Locale.ROOT, "%,d", total);
        out.printf(
                Locale.ROOT,
                "%s%,d%s %s, %,.0f a second  %s",
                before,
                done,
                of,
                what,
                done / Math.max(seconds, 0.001),
                after);
        out.flush();
    }
}
