// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A piece of JSON kept as the text it was sent as, compact; never looked into by the log itself. */
public record Json(String text) {
    public Json {
        text = Texts.storable(text);
    }

    public static Json of(JsonNode node) {
        return new Json(node.toString());
    }

    /**
     * The node as an object, which the contract wants payloads to be: itself, or put into one.
     *
     * @param name what to call it in there
     */
    public static Json object(String name, JsonNode node) {
        if (node.isObject()) {
            return of(node);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(name, node);
        return of(object);
    }
}
