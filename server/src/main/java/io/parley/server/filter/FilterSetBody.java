// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import io.parley.core.error.JsonInput;
import io.parley.core.log.TextNormalizer;
import io.parley.core.time.Interval;
import io.parley.server.http.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Filter set as it is stored: the filters as they were sent and, for statistics over time, the buckets. Its id is a
 * hash of its content; the order of filters and of members does not matter.
 */
record FilterSetBody(ObjectNode json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Bytes of the hash that form the id, enough to exclude collisions. */
    private static final int ID_BYTES = 16;

    private static final String FILTERS = "filters";
    private static final String INTERVAL_TYPE = "intervalType";
    private static final String STEP = "step";

    /** Returns the filters of a request's body; a missing body has none. */
    static FilterSetBody of(JsonInput body) {
        return of(body, null, null);
    }

    static FilterSetBody of(JsonInput body, Interval.@Nullable Unit intervalType, @Nullable Integer step) {
        ObjectNode json = JSON.createObjectNode();
        JsonNode filters = body.isNull() ? null : body.node().get(FILTERS);
        json.set(FILTERS, filters == null || filters.isNull() ? JSON.createArrayNode() : filters);
        if (intervalType != null) {
            json.put(INTERVAL_TYPE, intervalType.name());
        }
        if (step != null) {
            json.put(STEP, step);
        }
        return new FilterSetBody(json);
    }

    static FilterSetBody parse(String text) {
        return new FilterSetBody((ObjectNode) StoredJson.read(text));
    }

    String text() {
        return TextNormalizer.storable(json.toString());
    }

    JsonNode filters() {
        return json.path(FILTERS);
    }

    @Nullable
    String intervalType() {
        return json.path(INTERVAL_TYPE).asString(null);
    }

    @Nullable
    Integer step() {
        return json.has(STEP) ? json.path(STEP).intValue() : null;
    }

    String id() {
        List<String> filters = new ArrayList<>();
        filters().forEach(filter -> filters.add(canonical(filter).toString()));
        filters.sort(null);
        try {
            byte[] fingerprint = MessageDigest.getInstance("SHA-256")
                    .digest((filters + "|" + intervalType() + "|" + step()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(fingerprint, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the same JSON with the members of all objects sorted by name, and without null members. */
    private static JsonNode canonical(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(canonical(element)));
            return array;
        }
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            ObjectNode object = JSON.createObjectNode();
            members.forEach(object::set);
            return object;
        }
        return node;
    }
}
