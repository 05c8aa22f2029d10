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
record Place(Specimen specimen, JsonNode parent, String member, int index) {

    /** Returns one of the locations with a value of that type, or the root. */
    static Place of(Specimen specimen, Random dice, Class<? extends JsonNode> type) {
        List<Place> places = all(specimen, type);
        return places.isEmpty() ? new Place(specimen, null, "", -1) : Spoiling.one(dice, places);
    }

    /** Returns all locations with a value of that type. */
    static List<Place> all(Specimen specimen, Class<? extends JsonNode> type) {
        List<Place> places = new ArrayList<>();
        new Place(specimen, null, "", -1).collect(type, places);
        return places;
    }

    private void collect(Class<? extends JsonNode> type, List<Place> found) {
        JsonNode value = value();
        if (type.isInstance(value)) {
            found.add(this);
        }
        if (value instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> new Place(specimen, object, name, -1).collect(type, found));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                new Place(specimen, array, "", i).collect(type, found);
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
