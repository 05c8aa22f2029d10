// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.jsonpath.InvalidJsonPath;
import io.parley.core.jsonpath.JsonPath;
import io.parley.core.jsonpath.JsonPathTooCostly;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A value out of the bot's response that a caller wants to see by itself.
 *
 * @param source where the caller named it, {@code filters[0].responseDataJsonPaths[1]} for instance
 */
public record CustomField(String source, JsonPath path) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads what a caller sent; refuses what is no path. */
    public static CustomField read(String source, String text) {
        try {
            return new CustomField(source, JsonPath.parse(text));
        } catch (InvalidJsonPath invalid) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    source,
                    text,
                    "a JSONPath of RFC 9535 such as $.replies[*].type; " + invalid.getMessage());
        }
    }

    /** What the values go by: the path as it was sent. */
    public String name() {
        return path.toString();
    }

    /**
     * What the response has there: the value itself where the path leads to one node at most, else an array of all values (our decision).
     *
     * @return empty when the response has nothing there
     */
    public Optional<JsonNode> in(JsonNode response) {
        List<JsonNode> found;
        try {
            found = path.select(response);
        } catch (JsonPathTooCostly tooCostly) {
            throw Refused.field(
                    Problem.INVALID_VALUE, source, name(), "a path that looks at less: " + tooCostly.getMessage());
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (path.isSingular()) {
            return Optional.of(found.getFirst());
        }
        ArrayNode all = JSON.createArrayNode();
        found.forEach(all::add);
        return Optional.of(all);
    }
}
