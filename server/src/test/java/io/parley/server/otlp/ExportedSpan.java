// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.parley.server.fixture.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A span that a test exports, in either encoding; the protobuf is written by OpenTelemetry's own classes. */
final class ExportedSpan {
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final String name;
    private String traceId = TRACE;
    private String spanId = "00f067aa0ba902b7";
    private String parentId = "";
    private int kind = 1;
    private long start;
    private long end;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Map.Entry<String, Map<String, Object>>> events = new ArrayList<>();
    private String failure = "";

    ExportedSpan(String name) {
        this.name = name;
    }

    ExportedSpan trace(String hex) {
        traceId = hex;
        return this;
    }

    ExportedSpan id(String hex) {
        spanId = hex;
        return this;
    }

    ExportedSpan parent(String hex) {
        parentId = hex;
        return this;
    }

    ExportedSpan kind(int number) {
        kind = number;
        return this;
    }

    ExportedSpan from(Instant time, long milliseconds) {
        return nanoseconds(nanoseconds(time), nanoseconds(time.plusMillis(milliseconds)));
    }

    ExportedSpan nanoseconds(long from, long to) {
        start = from;
        end = to;
        return this;
    }

    private static long nanoseconds(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** @param value a text, number, truth value, list or map */
    ExportedSpan put(String key, Object value) {
        attributes.put(key, value);
        return this;
    }

    ExportedSpan event(String eventName, Map<String, Object> ofEvent) {
        events.add(Map.entry(eventName, ofEvent));
        return this;
    }

    ExportedSpan failed(String message) {
        failure = message;
        return this;
    }

    static byte[] protobuf(Map<String, Object> resource, List<ExportedSpan> spans) {
        ScopeSpans.Builder all = ScopeSpans.newBuilder();
        spans.forEach(span -> all.addSpans(span.protobuf()));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(pairs(resource)))
                        .addScopeSpans(all))
                .build()
                .toByteArray();
    }

    private io.opentelemetry.proto.trace.v1.Span protobuf() {
        io.opentelemetry.proto.trace.v1.Span.Builder span = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(bytes(traceId))
                .setSpanId(bytes(spanId))
                .setParentSpanId(bytes(parentId))
                .setName(name)
                .setKindValue(kind)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(end)
                .addAllAttributes(pairs(attributes));
        events.forEach(event -> span.addEvents(io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                .setName(event.getKey())
                .setTimeUnixNano(start)
                .addAllAttributes(pairs(event.getValue()))));
        if (!failure.isEmpty()) {
            span.setStatus(Status.newBuilder().setCodeValue(2).setMessage(failure));
        }
        return span.build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    static List<KeyValue> pairs(Map<String, Object> attributes) {
        return attributes.entrySet().stream()
                .map(each -> KeyValue.newBuilder()
                        .setKey(each.getKey())
                        .setValue(any(each.getValue()))
                        .build())
                .toList();
    }

    @SuppressWarnings("unchecked")
    static AnyValue any(Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        switch (value) {
            case String text -> any.setStringValue(text);
            case Boolean flag -> any.setBoolValue(flag);
            case Integer number -> any.setIntValue(number);
            case Long number -> any.setIntValue(number);
            case Double number -> any.setDoubleValue(number);
            case List<?> list ->
                any.setArrayValue(ArrayValue.newBuilder()
                        .addAllValues(list.stream().map(ExportedSpan::any).toList()));
            case Map<?, ?> map ->
                any.setKvlistValue(KeyValueList.newBuilder().addAllValues(pairs((Map<String, Object>) map)));
            default -> throw new IllegalArgumentException(value.toString());
        }
        return any.build();
    }

    /** OTLP's JSON: hexadecimal ids, 64-bit numbers as texts. */
    static String json(Map<String, Object> resource, List<ExportedSpan> spans) {
        return Json.text(Map.of(
                "resourceSpans",
                List.of(Map.of(
                        "scopeSpans",
                        List.of(Map.of(
                                "spans", spans.stream().map(ExportedSpan::json).toList())),
                        "resource",
                        Map.of("attributes", jsonPairs(resource))))));
    }

    private Map<String, Object> json() {
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("traceId", traceId.toUpperCase(Locale.ROOT));
        span.put("spanId", spanId);
        span.put("parentSpanId", parentId);
        span.put("name", name);
        span.put("kind", kind);
        span.put("startTimeUnixNano", Long.toUnsignedString(start));
        span.put("endTimeUnixNano", Long.toUnsignedString(end));
        span.put("attributes", jsonPairs(attributes));
        span.put(
                "events",
                events.stream()
                        .map(event -> Map.of(
                                "name", event.getKey(),
                                "timeUnixNano", Long.toUnsignedString(start),
                                "attributes", jsonPairs(event.getValue())))
                        .toList());
        if (!failure.isEmpty()) {
            span.put("status", Map.of("code", 2, "message", failure));
        }
        span.put("aMemberOfTheFuture", List.of(Map.of("x", 1)));
        return span;
    }

    private static List<Map<String, Object>> jsonPairs(Map<String, Object> attributes) {
        return attributes.entrySet().stream()
                .map(each -> Map.<String, Object>of("key", each.getKey(), "value", jsonAny(each.getValue())))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> jsonAny(Object value) {
        return switch (value) {
            case String text -> Map.of("stringValue", text);
            case Boolean flag -> Map.of("boolValue", flag);
            case Integer number -> Map.of("intValue", number.toString());
            case Long number -> Map.of("intValue", number.toString());
            case Double number -> Map.of("doubleValue", number);
            case List<?> list ->
                Map.of(
                        "arrayValue",
                        Map.of(
                                "values",
                                list.stream().map(ExportedSpan::jsonAny).toList()));
            case Map<?, ?> map -> Map.of("kvlistValue", Map.of("values", jsonPairs((Map<String, Object>) map)));
            default -> throw new IllegalArgumentException(value.toString());
        };
    }
}
