// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.jsonpath.InvalidJsonPathException;
import io.parley.jsonpath.JsonPath;
import io.parley.jsonpath.JsonPathLimitException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A value of the bot's response that a request selects as a separate field.
 *
 * @param source path of the request member that contains it, such as {@code filters[0].responseDataJsonPaths[1]}
 */
public record CustomField(String source, JsonPath path) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Parses the path of a request; refuses text that is not a valid JSONPath. */
    public static CustomField read(String source, String text) {
        try {
            return new CustomField(source, JsonPath.parse(text));
        } catch (InvalidJsonPathException invalid) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    source,
                    text,
                    "a JSONPath of RFC 9535 such as $.replies[*].type; " + invalid.getMessage());
        }
    }

    /** Returns the name of the field: the path as it was sent. */
    public String name() {
        return path.toString();
    }

    /**
     * Returns the selected value of a response. A singular path gives the node itself, any other path an array of all
     * selected nodes (our decision).
     *
     * @return empty when the path selects nothing
     */
    public Optional<JsonNode> in(JsonNode response) {
        List<JsonNode> found;
        try {
            found = path.select(JacksonTree.INSTANCE, response);
        } catch (JsonPathLimitException tooCostly) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, source, name(), "a path that looks at less: " + tooCostly.getMessage());
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
