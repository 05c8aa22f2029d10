// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import io.parley.core.filter.RandomFilters;
import io.parley.server.fixture.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that the API document allows, from which mutations start. */
final class ValidValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant MOMENT = Instant.parse("2026-03-01T10:00:00Z");
    private static final int DEEPEST = 6;

    private final JsonNode document;
    private final Random dice;
    private final Map<String, Object> names;

    /** @param names existing data, by the names of the members and parameters that refer to it */
    ValidValues(JsonNode document, Random dice, Map<String, Object> names) {
        this.document = document;
        this.dice = dice;
        this.names = names;
    }

    /** Returns the target of a reference, or the node itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : resolved(document.at(reference.asString().substring(1)));
    }

    /** Returns a value of that schema. */
    JsonNode value(JsonNode schema) {
        return value("", schema, 0);
    }

    /** Returns a value for a member or parameter of that name. */
    JsonNode value(String name, JsonNode schema) {
        return value(name, schema, 0);
    }

    private JsonNode value(String name, JsonNode written, int depth) {
        if (written.path("$ref").asString("").endsWith("/Filter")) {
            // The types that a filter key accepts are described in prose only.
            return filter();
        }
        JsonNode schema = resolved(written);
        if (names.containsKey(name)) {
            return Json.read(Json.text(names.get(name)));
        }
        if (schema.has("example") && dice.nextBoolean()) {
            return schema.path("example").deepCopy();
        }
        if (schema.has("enum")) {
            return one(schema.path("enum"));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value(name, one(schema.path(choice)), depth);
            }
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> NODES.stringNode(text(schema));
            case "integer" -> NODES.numberNode(integer(schema));
            case "number" -> NODES.numberNode(dice.nextInt(100) / 100.0);
            case "boolean" -> NODES.booleanNode(dice.nextBoolean());
            // This may be a time, a number or an id.
            default -> NODES.numberNode(MOMENT.toEpochMilli());
        };
    }

    private JsonNode filter() {
        while (true) {
            List<?> filters = (List<?>)
                    new RandomFilters(dice, List.of(1L), List.of(1L)).body().get("filters");
            if (!filters.isEmpty()) {
                // Converts to the JSON that a client sends; values that JSON cannot express are placeholders.
                return Json.read(Json.text(filters.getFirst()));
            }
        }
    }

    private ObjectNode object(JsonNode schema, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || depth < DEEPEST && dice.nextInt(4) > 0) {
                members.put(member.getKey(), value(member.getKey(), member.getValue(), depth + 1));
            }
        });
        return NODES.objectNode().setAll(members);
    }

    private ArrayNode array(JsonNode schema, int depth) {
        List<JsonNode> elements = new ArrayList<>();
        for (int i = depth < DEEPEST ? 1 + dice.nextInt(2) : 0; i > 0; i--) {
            elements.add(value("", schema.path("items"), depth + 1));
        }
        return NODES.arrayNode().addAll(elements);
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> MOMENT.plusSeconds(dice.nextInt(86_400)).toString();
            case "date" -> LocalDate.ofInstant(MOMENT, ZoneOffset.UTC).toString();
            default -> "a".repeat(Math.max(20, schema.path("minLength").asInt(0))) + dice.nextInt(1000);
        };
    }

    private int integer(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        return least + dice.nextInt(Math.min(20, schema.path("maximum").asInt(Integer.MAX_VALUE) - least) + 1);
    }

    private JsonNode one(JsonNode choices) {
        return choices.get(dice.nextInt(choices.size())).deepCopy();
    }
}
