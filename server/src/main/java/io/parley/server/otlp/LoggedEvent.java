// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record of {@code /v1/logs}.
 *
 * @param name of the event; null for a line of a log
 * @param traceId 32 hexadecimal digits in lower case; null when the record belongs to no span
 * @param spanId 16 hexadecimal digits in lower case; null as above
 * @param time nanoseconds since 1970, unsigned; 0 when unknown
 * @param attributes those of the record, and the members of a body that is a map
 */
public record LoggedEvent(
        @Nullable String name,
        @Nullable String traceId,
        @Nullable String spanId,
        long time,
        Attributes attributes,
        Attributes resource) {

    /**
     * Returns the record with the members of its body among its attributes, for events have them in either place. The name may be an
     * attribute, as it was before OTLP had a field for it.
     *
     * @param body null, a text, or a map
     */
    static LoggedEvent of(
            @Nullable String name,
            @Nullable String traceId,
            @Nullable String spanId,
            long time,
            Attributes attributes,
            JsonNode body,
            Attributes resource) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (body.isObject()) {
            body.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return new LoggedEvent(
                name == null || name.isEmpty() ? attributes.text("event.name") : name,
                traceId,
                spanId,
                time,
                attributes.or(new Attributes(members)),
                resource);
    }

    /** Returns the record as a text for the search for the reason of a refusal. */
    public String description() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventName", name).put("traceId", traceId).put("spanId", spanId);
        json.put("timeUnixNano", Long.toUnsignedString(time));
        return Span.description(json, attributes);
    }
}
