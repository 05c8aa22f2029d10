// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and validated JSONPath query (RFC 9535). Immutable and thread-safe. Two paths are equal when their texts
 * are.
 *
 * <p>Regular expressions in {@code match} and {@code search} follow RFC 9485 (I-Regexp); any other matches nothing, as
 * the RFC requires.
 */
public final class JsonPath {
    /** Maximum length of a path, in characters (our decision). */
    public static final int MAX_LENGTH = 1_000;

    /** Maximum nesting of filters, parentheses and functions (our decision). */
    public static final int MAX_NESTING = 32;

    /**
     * Maximum number of steps of one selection (our decision). A step is a visited node or
     * {@value StepLimit#CHARACTERS_PER_STEP} compared characters; a hundred thousand steps take at most about 0.1 s.
     */
    public static final int MAX_STEPS = 100_000;

    private final String text;
    private final Query query;

    private JsonPath(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /**
     * Parses a path.
     *
     * @throws InvalidJsonPathException when the text violates the grammar or the type rules, or is too large
     */
    public static JsonPath parse(String text) {
        return new JsonPath(text, new Parser(text).path());
    }

    /**
     * Returns the selected nodes in the RFC's order; a node selected twice occurs twice. Members of objects come in
     * document order.
     *
     * @param tree access to the document
     * @throws JsonPathLimitException when the selection needs more than {@link #MAX_STEPS}, or a regular expression is too
     *     large
     */
    public <N> List<N> select(JsonTree<N> tree, N document) {
        return List.copyOf(new Evaluation<>(tree, document).select(query, document));
    }

    /** Returns whether the path selects at most one node in any document, by its form (the RFC's singular query). */
    public boolean isSingular() {
        return query.isSingular();
    }

    /** Returns the text that was parsed. */
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
