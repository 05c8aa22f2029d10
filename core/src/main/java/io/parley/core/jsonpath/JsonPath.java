// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A path into JSON documents: a query of RFC 9535, checked and ready. Immutable, and safe to use from many threads. Two
 * paths are equal when their texts are.
 *
 * <p>Regular expressions in {@code match} and {@code search} are those of RFC 9485 (I-Regexp); any other matches
 * nothing, as the RFC wants.
 */
public final class JsonPath {
    /** Longest text of a path, in characters (our decision). */
    public static final int MAX_LENGTH = 1_000;

    /** How deep filters, parentheses and functions may lie within each other (our decision). */
    public static final int MAX_NESTING = 32;

    /**
     * How much one selection may do (our decision). A step is a node looked at or {@value Steps#CHARACTERS_PER_STEP}
     * characters compared; a hundred thousand take a tenth of a second at worst.
     */
    public static final int MAX_STEPS = 100_000;

    private final String text;
    private final Query query;

    private JsonPath(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /**
     * Reads a path.
     *
     * @throws InvalidJsonPath when the text is none: it breaks the grammar or the rules of types, or is too large
     */
    public static JsonPath parse(String text) {
        return new JsonPath(text, new Parser(text).path());
    }

    /**
     * The nodes that the path leads to, in the RFC's order, a node as often as it is selected. Members of objects come
     * in the document's order.
     *
     * @throws JsonPathTooCostly when that takes more than {@link #MAX_STEPS}, or a regular expression is too large
     */
    public List<JsonNode> select(JsonNode document) {
        return List.copyOf(new Evaluation(document).select(query, document));
    }

    /** Whether the path leads to one node at most in any document, by its form (the RFC's singular query). */
    public boolean isSingular() {
        return query.isSingular();
    }

    /** The text it was read from. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
