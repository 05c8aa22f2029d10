package io.parley.core.log;

import tools.jackson.databind.JsonNode;

/** A piece of JSON kept as the text it was sent as, compact; never looked into by the log itself. */
public record Json(String text) {

    public static Json of(JsonNode node) {
        return new Json(Texts.storable(node.toString()));
    }
}
