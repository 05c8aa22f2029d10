// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.ClientNames;
import io.parley.core.log.RawJson;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Common parts of the wire formats. */
final class RecordFields {
    private RecordFields() {}

    /** A member that is there and is not an empty or blank text. */
    static Optional<JsonInput> present(JsonInput record, String name) {
        return record.member(name)
                .filter(member ->
                        !member.node().isString() || !member.node().asString().isBlank());
    }

    /** A member that is there and is not an empty or blank text, read; null for none. */
    static <T> @Nullable T optional(JsonInput record, String name, Function<JsonInput, T> read) {
        return present(record, name).map(read).orElse(null);
    }

    /** A text that is there and not blank. */
    static @Nullable String text(JsonInput record, String name) {
        return optional(record, name, JsonInput::text);
    }

    /** Returns an id; null if it is missing or blank. */
    static @Nullable String id(JsonInput record, String name) {
        return optional(record, name, JsonInput::id);
    }

    /** Returns the text of a scalar member; null for none, and for an object or array. */
    static @Nullable String valueText(JsonNode record, String name) {
        JsonNode value = record.path(name);
        return value.isValueNode() && !value.isNull() ? JsonInput.text(value) : null;
    }

    /**
     * Returns a member that is kept as JSON. A value other than an object is wrapped in one, under {@code name},
     * because the contract gives these members the type object.
     */
    static @Nullable RawJson json(JsonInput record, String member, String name) {
        return record.member(member)
                .map(input -> RawJson.object(name, input.node()))
                .orElse(null);
    }

    static ClientNames names(Optional<JsonInput> person) {
        return person.map(p -> new ClientNames(text(p, "firstName"), text(p, "lastName"), text(p, "username")))
                .orElse(ClientNames.NONE);
    }

    /** How sure the bot was, 0 to 1. */
    static double confidence(JsonInput input) {
        double confidence = input.number();
        if (confidence < 0 || confidence > 1) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, input.path(), input.text(), "a number from 0 to 1");
        }
        return confidence;
    }
}
