// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span, whichever encoding it came in.
 *
 * @param traceId 32 hexadecimal digits in lower case
 * @param spanId 16 hexadecimal digits in lower case
 * @param parentId as {@code spanId}; null for the first span of a trace
 * @param kind OTLP's number: 3 is a client, 0 is unknown
 * @param start nanoseconds since 1970, unsigned; 0 when unknown
 * @param end as {@code start}
 * @param isError whether its status says that it failed
 * @param statusMessage null for none
 */
record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        int kind,
        long start,
        long end,
        Attributes attributes,
        List<Event> events,
        boolean isError,
        @Nullable String statusMessage,
        Attributes resource) {
    /** OTLP's number of spans that call a remote service. */
    static final int CLIENT = 3;

    /** Most events that are kept; further ones are ignored (our decision, docs/otlp.md). */
    static final int MOST_EVENTS = 1_000;

    /** @param time nanoseconds since 1970, unsigned; 0 when unknown */
    record Event(String name, long time, Attributes attributes) {}

    boolean isClient() {
        return kind == CLIENT;
    }
}
