// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Comparison of values (RFC 9535, section 2.3.5.2.2). Null represents Nothing. */
final class ValueComparison {
    private ValueComparison() {}

    /** Returns whether two values are equal. Nothing equals Nothing; the order of object members is irrelevant. */
    static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right, StepLimit steps) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        // Iterative: documents may be deeper than the stack.
        Deque<JsonNode> pairs = new ArrayDeque<>(List.of(left, right));
        while (!pairs.isEmpty()) {
            JsonNode one = pairs.pop();
            JsonNode other = pairs.pop();
            steps.take(1L + one.size());
            if (one.getNodeType() != other.getNodeType()) {
                return false;
            }
            boolean equal = switch (one.getNodeType()) {
                case ARRAY -> pushElements(one, other, pairs);
                case OBJECT -> pushMembers(one, other, pairs, steps);
                case NUMBER -> compareNumbers(one, other) == 0;
                case STRING -> {
                    steps.takeForText(Math.min(
                            one.stringValue().length(), other.stringValue().length()));
                    yield one.stringValue().equals(other.stringValue());
                }
                case BOOLEAN -> one.booleanValue() == other.booleanValue();
                case NULL -> true;
                case BINARY, MISSING, POJO -> one.equals(other);
            };
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean pushElements(JsonNode one, JsonNode other, Deque<JsonNode> pairs) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<JsonNode> others = other.values().iterator();
        for (JsonNode element : one.values()) {
            pairs.push(element);
            pairs.push(others.next());
        }
        return true;
    }

    private static boolean pushMembers(JsonNode one, JsonNode other, Deque<JsonNode> pairs, StepLimit steps) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : one.properties()) {
            steps.takeForText(member.getKey().length());
            JsonNode same = other.get(member.getKey());
            if (same == null) {
                return false;
            }
            pairs.push(member.getValue());
            pairs.push(same);
        }
        return true;
    }

    /** Returns whether left is less than right; only numbers and texts have an order. */
    static boolean less(@Nullable JsonNode left, @Nullable JsonNode right, StepLimit steps) {
        if (left == null || right == null) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) < 0;
        }
        if (left.isString() && right.isString()) {
            steps.takeForText(
                    (long) left.stringValue().length() + right.stringValue().length());
            // By code point: String.compareTo would sort a surrogate pair before U+FFFD.
            return Arrays.compare(
                            left.stringValue().codePoints().toArray(),
                            right.stringValue().codePoints().toArray())
                    < 0;
        }
        return false;
    }

    /**
     * Compares integers exactly, because ids of 64 bits are common; other numbers as doubles, the precision of I-JSON.
     */
    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber() && right.isIntegralNumber()) {
            return left.bigIntegerValue().compareTo(right.bigIntegerValue());
        }
        // Adding zero turns -0.0 into 0.0, to which it is equal.
        return Double.compare(
                left.numberValue().doubleValue() + 0.0, right.numberValue().doubleValue() + 0.0);
    }
}
