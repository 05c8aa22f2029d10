// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A span, whichever encoding it came in.
 *
 * @param traceId 32 hexadecimal digits in lower case
 * @param spanId 16 hexadecimal digits in lower case
 * @param parentId as {@code spanId}; null for the first span of a trace
 * @param start nanoseconds since 1970, unsigned; 0 when unknown
 * @param end as {@code start}
 * @param isError whether its status says that it failed
 * @param statusMessage null for none
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        long start,
        long end,
        Attributes attributes,
        List<Event> events,
        boolean isError,
        @Nullable String statusMessage,
        Attributes resource) {
    /** Longest description, in UTF-16 units. */
    private static final int DESCRIPTION = 100_000;

    /** Most events that are kept; further ones are ignored (our decision, docs/otlp.md). */
    static final int MOST_EVENTS = 1_000;

    /**
     * An event within a span.
     *
     * @param time nanoseconds since 1970, unsigned; 0 when unknown
     */
    public record Event(String name, long time, Attributes attributes) {}

    /** Returns the span as a text for the search for the reason of a refusal. */
    public String description() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("traceId", traceId).put("spanId", spanId).put("parentSpanId", parentId);
        json.put("name", name);
        json.put("startTimeUnixNano", Long.toUnsignedString(start)).put("endTimeUnixNano", Long.toUnsignedString(end));
        return description(json, attributes);
    }

    static String description(ObjectNode json, Attributes attributes) {
        ObjectNode all = json.putObject("attributes");
        attributes.values().forEach(all::set);
        String text = json.toString();
        return text.length() <= DESCRIPTION ? text : text.substring(0, DESCRIPTION);
    }
}
