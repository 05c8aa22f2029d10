// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.RequestBodyReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads export requests in JSON: ids are hexadecimal, 64-bit numbers are numbers or texts, and members that the protocol does not define
 * are ignored. The body is traversed for the places of its items; each of them is parsed on its own.
 */
final class JsonReader implements OtlpReader {
    private static final int DEEPEST = 32;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RequestBodyReader bodies;
    private final JsonMapper json = JsonMapper.builder()
            // Errors of the parser must not contain data of the body.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    JsonReader(RequestBodyReader bodies) {
        this.bodies = bodies;
    }

    @Override
    public void spans(byte[] body, MemoryBudget.Lease lease, Consumer<Span> next) {
        eachItem(
                body,
                List.of("resourceSpans", "scopeSpans", "spans"),
                lease,
                (item, resource) -> next.accept(span(item, resource)));
    }

    @Override
    public void events(byte[] body, MemoryBudget.Lease lease, Consumer<LoggedEvent> next) {
        eachItem(
                body,
                List.of("resourceLogs", "scopeLogs", "logRecords"),
                lease,
                (item, resource) -> next.accept(event(item, resource)));
    }

    /** A place in the body, in bytes. */
    private record Place(int from, int to) {}

    /**
     * Finds the items of a request.
     *
     * @param names of the members that lead from the request to its items
     */
    private void eachItem(
            byte[] body, List<String> names, MemoryBudget.Lease lease, BiConsumer<JsonNode, Attributes> next) {
        // Places are only known in UTF-8, the encoding of OTLP.
        if (RequestBodyReader.isOtherUnicode(body)) {
            throw RequestBodyReader.broken(1, 1);
        }
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ApiException.field(ErrorCode.WRONG_TYPE, "body", "no object", "a JSON object of OTLP");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (isArrayOf(parser, names.get(0))) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        ofResource(parser, body, names, lease, next);
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw RequestBodyReader.broken(
                        parser.currentTokenLocation().getLineNr(),
                        parser.currentTokenLocation().getColumnNr());
            }
        } catch (JacksonException broken) {
            throw broken.getLocation() == null
                    ? RequestBodyReader.broken(1, 1)
                    : RequestBodyReader.broken(
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr());
        }
    }

    /** Moves to the value of a member; returns whether it is an array of that name, and skips it otherwise. */
    private static boolean isArrayOf(JsonParser parser, String name) {
        boolean isIt = parser.currentName().equals(name);
        if (parser.nextToken() == JsonToken.START_ARRAY && isIt) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    private void ofResource(
            JsonParser parser,
            byte[] body,
            List<String> names,
            MemoryBudget.Lease lease,
            BiConsumer<JsonNode, Attributes> next) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        // The resource may stand after its spans, so that their places are remembered.
        Attributes resource = Attributes.NONE;
        List<Place> items = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (parser.currentName().equals("resource")) {
                parser.nextToken();
                resource = attributes(parse(body, place(parser), lease).path("attributes"));
            } else if (isArrayOf(parser, names.get(1))) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    ofScope(parser, names.get(2), items);
                }
            }
        }
        for (Place item : items) {
            next.accept(parse(body, item, lease), resource);
        }
    }

    private static void ofScope(JsonParser parser, String name, List<Place> items) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (isArrayOf(parser, name)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (items.size() == MOST_ITEMS) {
                        throw OtlpReader.tooMany();
                    }
                    items.add(place(parser));
                }
            }
        }
    }

    /** Returns where the current value stands, and moves to its end. */
    private static Place place(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (!parser.currentToken().isStructStart()) {
            return new Place(from, from);
        }
        parser.skipChildren();
        return new Place(from, (int) parser.currentTokenLocation().getByteOffset() + 1);
    }

    private JsonNode parse(byte[] body, Place place, MemoryBudget.Lease lease) {
        return place.from == place.to
                ? JSON.objectNode()
                : bodies.parse(Arrays.copyOfRange(body, place.from, place.to), lease, 1, 1);
    }

    private static Span span(JsonNode span, Attributes resource) {
        List<Span.Event> events = new ArrayList<>();
        for (JsonNode event : span.path("events")) {
            if (events.size() == Span.MOST_EVENTS) {
                break;
            }
            events.add(new Span.Event(
                    text(event, "name", ""),
                    nanoseconds(event.path("timeUnixNano")),
                    attributes(event.path("attributes"))));
        }
        return new Span(
                text(span, "traceId", ""),
                text(span, "spanId", ""),
                textOrNull(span, "parentSpanId"),
                text(span, "name", ""),
                nanoseconds(span.path("startTimeUnixNano")),
                nanoseconds(span.path("endTimeUnixNano")),
                attributes(span.path("attributes")),
                events,
                nanoseconds(span.path("status").path("code")) == 2,
                textOrNull(span.path("status"), "message"),
                resource);
    }

    private static LoggedEvent event(JsonNode event, Attributes resource) {
        long time = nanoseconds(event.path("timeUnixNano"));
        return LoggedEvent.of(
                textOrNull(event, "eventName"),
                textOrNull(event, "traceId"),
                textOrNull(event, "spanId"),
                time == 0 ? nanoseconds(event.path("observedTimeUnixNano")) : time,
                attributes(event.path("attributes")),
                value(event.path("body"), 1),
                resource);
    }

    private static String text(JsonNode object, String name, String other) {
        JsonNode member = object.path(name);
        return member.isString() ? JsonInput.text(member) : other;
    }

    private static @Nullable String textOrNull(JsonNode object, String name) {
        String text = text(object, name, "");
        return text.isEmpty() ? null : text;
    }

    /** Returns a 64-bit number, which may be a text; 0 where there is none. */
    private static long nanoseconds(JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            return number.asLong();
        }
        if (number.isString()) {
            try {
                return Long.parseUnsignedLong(number.asString("").strip());
            } catch (NumberFormatException noNumber) {
                return 0;
            }
        }
        // Some clients write a number of this size as a floating-point one.
        double real = number.isNumber() ? number.asDouble(0) : 0;
        return real > 0 && real < Long.MAX_VALUE ? (long) real : 0;
    }

    private static Attributes attributes(JsonNode pairs) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            if (attributes.size() == Attributes.MOST) {
                break;
            }
            attributes.putIfAbsent(text(pair, "key", ""), value(pair.path("value"), 1));
        }
        return new Attributes(attributes);
    }

    private static JsonNode value(JsonNode any, int depth) {
        if (!any.isObject() || depth > DEEPEST) {
            return NullNode.getInstance();
        }
        for (Map.Entry<String, JsonNode> member : any.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "stringValue", "bytesValue" -> {
                    return value.isString() ? value : NullNode.getInstance();
                }
                case "boolValue", "doubleValue" -> {
                    return value.isValueNode() ? value : NullNode.getInstance();
                }
                case "intValue" -> {
                    return integer(value);
                }
                case "arrayValue" -> {
                    ArrayNode array = JSON.arrayNode();
                    value.path("values").forEach(element -> array.add(value(element, depth + 1)));
                    return array;
                }
                case "kvlistValue" -> {
                    ObjectNode object = JSON.objectNode();
                    value.path("values")
                            .forEach(pair ->
                                    object.putIfAbsent(text(pair, "key", ""), value(pair.path("value"), depth + 1)));
                    return object;
                }
                default -> {
                    // Means nothing here.
                }
            }
        }
        return NullNode.getInstance();
    }

    /** 64-bit integers are texts in protobuf's JSON. */
    private static JsonNode integer(JsonNode value) {
        if (!value.isString()) {
            return value.isNumber() ? value : NullNode.getInstance();
        }
        try {
            return JSON.numberNode(Long.parseLong(value.asString("")));
        } catch (NumberFormatException noNumber) {
            return NullNode.getInstance();
        }
    }
}
