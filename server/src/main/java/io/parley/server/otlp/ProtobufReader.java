// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one export request in protobuf. The numbers of fields are those of opentelemetry-proto, which never change. */
final class ProtobufReader implements OtlpReader {
    /** Most values of a span, nested ones too; further ones are ignored. */
    private static final int MOST_VALUES = 50_000;
    /** Deepest nesting of a value; deeper ones are null. */
    private static final int DEEPEST = 32;
    /** Memory of a value besides its text, in bytes. */
    private static final int VALUE = 120;
    /** Memory of text, in bytes per byte. */
    private static final int TEXT = 3;
    /** The shortest encoding of a value with its key. */
    private static final int SHORTEST = 4;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int values;
    private int items;

    @Override
    public void spans(byte[] body, MemoryBudget.Lease lease, Consumer<Span> next) {
        eachItem(body, lease, (item, resource) -> next.accept(span(item, resource)));
    }

    @Override
    public void events(byte[] body, MemoryBudget.Lease lease, Consumer<LoggedEvent> next) {
        eachItem(body, lease, (item, resource) -> next.accept(event(item, resource)));
    }

    /** Spans and log records are nested alike: in a scope, in a resource, in the request. */
    private void eachItem(byte[] body, MemoryBudget.Lease lease, BiConsumer<ProtobufFields, Attributes> next) {
        ProtobufFields request = new ProtobufFields(body);
        while (request.next()) {
            if (request.bytesField() == 1) {
                ofResource(request.message(), resource(request.message(), lease), lease, next);
            }
        }
    }

    /** Returns the resource's attributes, which may stand after its spans. */
    private Attributes resource(ProtobufFields ofResource, MemoryBudget.Lease lease) {
        Attributes attributes = Attributes.NONE;
        while (ofResource.next()) {
            if (ofResource.bytesField() == 1) {
                reserve(ofResource, lease);
                attributes = attributes(ofResource.message(), 1);
            }
        }
        return attributes;
    }

    private void ofResource(
            ProtobufFields ofResource,
            Attributes resource,
            MemoryBudget.Lease lease,
            BiConsumer<ProtobufFields, Attributes> next) {
        while (ofResource.next()) {
            if (ofResource.bytesField() == 2) {
                ProtobufFields ofScope = ofResource.message();
                while (ofScope.next()) {
                    if (ofScope.bytesField() == 2) {
                        if (++items > MOST_ITEMS) {
                            throw OtlpReader.tooMany();
                        }
                        reserve(ofScope, lease);
                        next.accept(ofScope.message(), resource);
                    }
                }
            }
        }
    }

    private void reserve(ProtobufFields item, MemoryBudget.Lease lease) {
        values = 0;
        int most = Math.min(MOST_VALUES, item.length() / SHORTEST);
        lease.growTo((long) item.length() * TEXT + (long) most * VALUE);
    }

    private Span span(ProtobufFields span, Attributes resource) {
        String traceId = "";
        String spanId = "";
        String parentId = null;
        String name = "";
        long start = 0;
        long end = 0;
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        List<Span.Event> events = new ArrayList<>();
        boolean isError = false;
        String statusMessage = null;
        while (span.next()) {
            switch (span.bytesField()) {
                case 1 -> traceId = span.hex();
                case 2 -> spanId = span.hex();
                case 4 -> parentId = span.hex();
                case 5 -> name = span.text();
                case 9 -> put(attributes, span.message());
                case 11 -> {
                    if (events.size() < Span.MOST_EVENTS) {
                        events.add(spanEvent(span.message()));
                    }
                }
                case 15 -> {
                    ProtobufFields status = span.message();
                    while (status.next()) {
                        if (status.bytesField() == 2) {
                            statusMessage = status.text();
                        } else if (status.numberField() == 3) {
                            isError = status.number() == 2;
                        }
                    }
                }
                default -> {
                    switch (span.numberField()) {
                        case 7 -> start = span.number();
                        case 8 -> end = span.number();
                        default -> {
                            // Means nothing here.
                        }
                    }
                }
            }
        }
        return new Span(
                traceId,
                spanId,
                parentId,
                name,
                start,
                end,
                new Attributes(attributes),
                events,
                isError,
                statusMessage,
                resource);
    }

    private Span.Event spanEvent(ProtobufFields event) {
        String name = "";
        long time = 0;
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        while (event.next()) {
            switch (event.bytesField()) {
                case 2 -> name = event.text();
                case 3 -> put(attributes, event.message());
                default -> time = event.numberField() == 1 ? event.number() : time;
            }
        }
        return new Span.Event(name, time, new Attributes(attributes));
    }

    private LoggedEvent event(ProtobufFields event, Attributes resource) {
        String name = null;
        String traceId = null;
        String spanId = null;
        long time = 0;
        long observed = 0;
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        JsonNode body = NullNode.getInstance();
        while (event.next()) {
            switch (event.bytesField()) {
                case 5 -> body = value(event.message(), 1);
                case 6 -> put(attributes, event.message());
                case 9 -> traceId = event.hex();
                case 10 -> spanId = event.hex();
                case 12 -> name = event.text();
                default -> {
                    switch (event.numberField()) {
                        case 1 -> time = event.number();
                        case 11 -> observed = event.number();
                        default -> {
                            // Means nothing here.
                        }
                    }
                }
            }
        }
        return LoggedEvent.of(
                name, traceId, spanId, time == 0 ? observed : time, new Attributes(attributes), body, resource);
    }

    /** Reads the attributes of a message, which stand in a field of that number. */
    private Attributes attributes(ProtobufFields message, int number) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        while (message.next()) {
            if (message.bytesField() == number) {
                put(attributes, message.message());
            }
        }
        return new Attributes(attributes);
    }

    private void put(Map<String, JsonNode> attributes, ProtobufFields pair) {
        if (attributes.size() >= Attributes.MOST) {
            return;
        }
        pair(pair, 1, attributes::putIfAbsent);
    }

    private void pair(ProtobufFields pair, int depth, BiConsumer<String, JsonNode> put) {
        String key = "";
        JsonNode value = NullNode.getInstance();
        while (pair.next()) {
            switch (pair.bytesField()) {
                case 1 -> key = pair.text();
                case 2 -> value = value(pair.message(), depth);
                default -> {
                    // Means nothing here.
                }
            }
        }
        if (++values <= MOST_VALUES) {
            put.accept(key, value);
        }
    }

    private JsonNode value(ProtobufFields value, int depth) {
        JsonNode read = NullNode.getInstance();
        while (value.next()) {
            read = switch (value.bytesField()) {
                case 1 -> JSON.stringNode(value.text());
                case 5 -> depth == DEEPEST ? NullNode.getInstance() : array(value.message(), depth + 1);
                case 6 -> depth == DEEPEST ? NullNode.getInstance() : object(value.message(), depth + 1);
                case 7 -> JSON.stringNode(Base64.getEncoder().encodeToString(value.bytes()));
                default ->
                    switch (value.numberField()) {
                        case 2 -> JSON.booleanNode(value.number() != 0);
                        case 3 -> JSON.numberNode(value.number());
                        case 4 -> JSON.numberNode(value.real());
                        default -> read;
                    };
            };
        }
        return read;
    }

    private JsonNode array(ProtobufFields elements, int depth) {
        ArrayNode array = JSON.arrayNode();
        while (elements.next()) {
            if (elements.bytesField() == 1 && ++values <= MOST_VALUES) {
                array.add(value(elements.message(), depth));
            }
        }
        return array;
    }

    private JsonNode object(ProtobufFields pairs, int depth) {
        ObjectNode object = JSON.objectNode();
        while (pairs.next()) {
            if (pairs.bytesField() == 1) {
                pair(pairs.message(), depth, object::putIfAbsent);
            }
        }
        return object;
    }
}
