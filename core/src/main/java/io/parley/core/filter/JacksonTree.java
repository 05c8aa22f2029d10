// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.jsonpath.JsonTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Access of paths to documents that Jackson read. */
final class JacksonTree implements JsonTree<JsonNode> {
    static final JacksonTree INSTANCE = new JacksonTree();

    private JacksonTree() {}

    /** @throws IllegalArgumentException for a node that no JSON text contains */
    @Override
    public Kind kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> Kind.OBJECT;
            case ARRAY -> Kind.ARRAY;
            case STRING -> Kind.STRING;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case NULL -> Kind.NULL;
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("no node of a JSON text: " + node.getNodeType());
        };
    }

    @Override
    public int size(JsonNode container) {
        return container.size();
    }

    @Override
    public JsonNode element(JsonNode array, int index) {
        return array.get(index);
    }

    @Override
    public @Nullable JsonNode member(JsonNode object, String name) {
        return object.get(name);
    }

    @Override
    public Iterable<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return object.properties();
    }

    @Override
    public String text(JsonNode string) {
        return string.stringValue();
    }

    @Override
    public Number number(JsonNode number) {
        return number.numberValue();
    }

    @Override
    public boolean isTrue(JsonNode bool) {
        return bool.booleanValue();
    }
}
