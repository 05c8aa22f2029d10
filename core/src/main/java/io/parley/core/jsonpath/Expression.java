// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a filter says of a node. The types are the RFC's: an expression is either true or false, or has a value (perhaps
 * Nothing). Functions fit in by what they take and give, so that an ill-typed filter cannot be built (RFC 9535, section
 * 2.4.3).
 */
sealed interface Expression {
    /** True or false. */
    sealed interface Logical extends Expression {}

    record AnyOf(List<Logical> conditions) implements Logical {}

    record AllOf(List<Logical> conditions) implements Logical {}

    record Not(Logical condition) implements Logical {}

    record Comparison(Value left, Operator operator, Value right) implements Logical {}

    /** The query leads somewhere. */
    record Exists(Query query) implements Logical {}

    /** {@code match}: the whole text is as the pattern says. */
    record Matches(Value text, Value pattern) implements Logical {}

    /** {@code search}: some part of the text is as the pattern says. */
    record Contains(Value text, Value pattern) implements Logical {}

    /** A JSON value, or Nothing. */
    sealed interface Value extends Expression {}

    record Literal(JsonNode value) implements Value {}

    /** The node that a singular query leads to. */
    record NodeAt(Query query) implements Value {}

    /** {@code length}: characters of a text, elements of an array, members of an object. */
    record Length(Value of) implements Value {}

    /** {@code count}: how many nodes the query leads to. */
    record Count(Query query) implements Value {}

    /** {@code value}: the one node that the query leads to. */
    record OnlyNode(Query query) implements Value {}

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        // Longer signs first: the parser takes the first that fits.
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        GREATER(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
