// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Attributes of a span, an event, a log record or a resource. OTLP's {@code AnyValue} is JSON here: {@code kvlistValue} an object,
 * {@code bytesValue} its base64 text.
 *
 * @param values by key; of a key that comes twice the first value, as the protocol leaves it open
 */
public record Attributes(Map<String, JsonNode> values) {
    static final Attributes NONE = new Attributes(Map.of());

    /** Most attributes that are kept; further ones are ignored (our decision, docs/otlp.md). */
    static final int MOST = 10_000;

    /** Returns the value of a key; null when it is missing, null, or an empty text. */
    @Nullable
    JsonNode get(String key) {
        JsonNode value = values.get(key);
        return value == null
                        || value.isNull()
                        || value.isString() && value.asString("").isBlank()
                ? null
                : value;
    }

    /** Returns a scalar value as a text; null when it is missing, empty, or no scalar. */
    @Nullable
    String text(String key) {
        JsonNode value = get(key);
        return value == null || value.isContainer() ? null : value.asString("");
    }

    /** Returns the attributes with those of another set that this one lacks. */
    Attributes or(Attributes others) {
        if (values.isEmpty()) {
            return others;
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(others.values);
        all.putAll(values);
        return new Attributes(all);
    }
}
