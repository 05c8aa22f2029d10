// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.List;

/**
 * A filter expression on a node. The types are the RFC's: an expression is logical or has a value (possibly Nothing).
 * Parameter and result types of the functions make ill-typed filters impossible to construct (RFC 9535, section 2.4.3).
 */
sealed interface Expression {
    /** A logical expression. */
    sealed interface Logical extends Expression {}

    record AnyOf(List<Logical> conditions) implements Logical {}

    record AllOf(List<Logical> conditions) implements Logical {}

    record Not(Logical condition) implements Logical {}

    record Comparison(Value left, Operator operator, Value right) implements Logical {}

    /** True when the query selects at least one node. */
    record Exists(Query query) implements Logical {}

    /** {@code match}: the pattern matches the whole text. */
    record Matches(Value text, Value pattern) implements Logical {}

    /** {@code search}: the pattern matches a part of the text. */
    record Contains(Value text, Value pattern) implements Logical {}

    /** A JSON value or Nothing. */
    sealed interface Value extends Expression {}

    record Literal(Operand value) implements Value {}

    /** The node that a singular query selects. */
    record NodeAt(Query query) implements Value {}

    /** {@code length}: number of characters of a text, elements of an array or members of an object. */
    record Length(Value of) implements Value {}

    /** {@code count}: number of nodes that the query selects. */
    record Count(Query query) implements Value {}

    /** {@code value}: the node that the query selects, if it is exactly one. */
    record OnlyNode(Query query) implements Value {}

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        // Longer operators first: the parser takes the first one that matches.
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
