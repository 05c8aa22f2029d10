// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import org.jspecify.annotations.Nullable;

/** Limits of what is kept of a span (our decision, docs/otlp.md). */
final class Limits {
    /** Longest text of a message, in UTF-16 units; of a longer one the beginning and the end stay. */
    static final int TEXT = 256 * 1024;
    /** Longest id or name, in UTF-16 units; in UTF-8 it has no more bytes than ids may have. */
    static final int NAME = 300;
    /** Longest text of an error, in UTF-16 units. */
    static final int ERROR = 10_000;
    /** Most tools of a span. */
    static final int TOOLS = 100;

    private Limits() {}

    /** Returns a text without its middle if it is longer than a limit. */
    static @Nullable String text(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        String mark = "\n… (" + (text.length() - most) + " characters left out) …\n";
        return text.substring(0, most / 2) + mark + text.substring(text.length() - most / 2);
    }

    static String name(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME);
    }
}
