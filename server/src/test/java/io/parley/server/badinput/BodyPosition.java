// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Location of a value in the tree of a body. New values are written as text, because many of them cannot be
 * represented in a tree.
 *
 * @param parent null for the root
 * @param member name in an object
 * @param index index in an array
 */
record BodyPosition(FuzzedRequest specimen, JsonNode parent, String member, int index) {

    /** Returns one of the locations with a value of that type, or the root. */
    static BodyPosition of(FuzzedRequest specimen, Random dice, Class<? extends JsonNode> type) {
        List<BodyPosition> places = all(specimen, type);
        return places.isEmpty() ? new BodyPosition(specimen, null, "", -1) : RequestMutation.one(dice, places);
    }

    /** Returns all locations with a value of that type. */
    static List<BodyPosition> all(FuzzedRequest specimen, Class<? extends JsonNode> type) {
        List<BodyPosition> places = new ArrayList<>();
        new BodyPosition(specimen, null, "", -1).collect(type, places);
        return places;
    }

    private void collect(Class<? extends JsonNode> type, List<BodyPosition> found) {
        JsonNode value = value();
        if (type.isInstance(value)) {
            found.add(this);
        }
        if (value instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> new BodyPosition(specimen, object, name, -1).collect(type, found));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                new BodyPosition(specimen, array, "", i).collect(type, found);
            }
        }
    }

    private JsonNode value() {
        return switch (parent) {
            case ObjectNode object -> object.get(member);
            case ArrayNode array -> array.get(index);
            case null, default -> specimen.tree;
        };
    }

    /** Replaces the value with a text, JSON or not. */
    void put(String text) {
        JsonNode value = JsonNodeFactory.instance.rawValueNode(new RawValue(text));
        switch (parent) {
            case ObjectNode object -> object.set(member, value);
            case ArrayNode array -> array.set(index, value);
            case null, default -> specimen.tree = value;
        }
    }

    void remove() {
        switch (parent) {
            case ObjectNode object -> object.remove(member);
            case ArrayNode array -> array.remove(index);
            case null, default -> put("");
        }
    }

    /** Replaces the value with one that is computed from it. */
    void change(UnaryOperator<String> change) {
        put(change.apply(value().toString()));
    }
}
