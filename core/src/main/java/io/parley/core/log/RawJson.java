// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON value stored as compact text; the log does not parse it. */
public record RawJson(String text) {
    public RawJson {
        text = TextNormalizer.storable(text);
    }

    public static RawJson of(JsonNode node) {
        return new RawJson(node.toString());
    }

    /**
     * Returns the node as an object, as the contract requires of payloads. Other nodes are wrapped in one.
     *
     * @param name name of the member that contains a wrapped node
     */
    public static RawJson object(String name, JsonNode node) {
        if (node.isObject()) {
            return of(node);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(name, node);
        return of(object);
    }

    /** Spelt under the record's first name, because {@link Keys#digest} of stored messages depends on it. */
    @Override
    public String toString() {
        return "Json[text=" + text + "]";
    }
}
