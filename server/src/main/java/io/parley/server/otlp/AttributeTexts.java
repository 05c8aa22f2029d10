// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parses values of attributes that are JSON in a text. */
@FunctionalInterface
public interface AttributeTexts {
    /** Returns what a text says as JSON; null when it is no JSON, or more than is parsed. */
    @Nullable
    JsonNode parse(String text);

    /** Returns a value, or what it says if it is a text with a JSON object or array. Null stays null. */
    default @Nullable JsonNode parsed(@Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            return value;
        }
        String text = value.asString("").strip();
        boolean mayBe = text.startsWith("{") && text.endsWith("}")
                || text.startsWith("[") && text.endsWith("]")
                // Some SDKs put a text into quotation marks.
                || text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        JsonNode parsed = mayBe ? parse(text) : null;
        return parsed == null ? value : parsed;
    }
}
