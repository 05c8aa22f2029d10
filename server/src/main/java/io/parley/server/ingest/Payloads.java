// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Json;
import io.parley.core.log.Names;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Common parts of the wire formats. */
final class Payloads {
    private Payloads() {}

    /** A member that is there and is not an empty or blank text. */
    static Optional<Input> present(Input record, String name) {
        return record.member(name)
                .filter(member ->
                        !member.node().isString() || !member.node().asString().isBlank());
    }

    /** A member that is there and is not an empty or blank text, read; null for none. */
    static <T> @Nullable T optional(Input record, String name, Function<Input, T> read) {
        return present(record, name).map(read).orElse(null);
    }

    /** A text that is there and not blank. */
    static @Nullable String text(Input record, String name) {
        return optional(record, name, Input::text);
    }

    /** Returns an id; null if it is missing or blank. */
    static @Nullable String id(Input record, String name) {
        return optional(record, name, Input::id);
    }

    /** Returns the text of a scalar member; null for none, and for an object or array. */
    static @Nullable String valueText(JsonNode record, String name) {
        JsonNode value = record.path(name);
        return value.isValueNode() && !value.isNull() ? Input.text(value) : null;
    }

    /**
     * Returns a member that is kept as JSON. A value other than an object is wrapped in one, under {@code name},
     * because the contract gives these members the type object.
     */
    static @Nullable Json json(Input record, String member, String name) {
        return record.member(member)
                .map(input -> Json.object(name, input.node()))
                .orElse(null);
    }

    static Names names(Optional<Input> person) {
        return person.map(p -> new Names(text(p, "firstName"), text(p, "lastName"), text(p, "username")))
                .orElse(Names.NONE);
    }

    /** How sure the bot was, 0 to 1. */
    static double confidence(Input input) {
        double confidence = input.number();
        if (confidence < 0 || confidence > 1) {
            throw Refused.field(Problem.OUT_OF_RANGE, input.path(), input.text(), "a number from 0 to 1");
        }
        return confidence;
    }
}
