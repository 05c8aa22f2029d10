// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparison of values (RFC 9535, section 2.3.5.2.2). Null represents Nothing. */
final class ValueComparison {
    private ValueComparison() {}

    /** Returns whether two values are equal. Nothing equals Nothing; the order of object members is irrelevant. */
    static boolean equal(@Nullable Operand left, @Nullable Operand right, StepLimit steps) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        // Iterative: documents may be deeper than the stack.
        Deque<Operand> pairs = new ArrayDeque<>(List.of(left, right));
        while (!pairs.isEmpty()) {
            Operand one = pairs.pop();
            Operand other = pairs.pop();
            steps.take(1L + (one instanceof Operand.Container container ? container.size() : 0));
            boolean equal = switch (one) {
                case Operand.Array<?> array ->
                    other instanceof Operand.Array<?> same && pushElements(array, same, pairs);
                case Operand.Members<?> object ->
                    other instanceof Operand.Members<?> same && pushMembers(object, same, pairs, steps);
                case Operand.Numeral(Number number) ->
                    other instanceof Operand.Numeral(Number same) && compareNumbers(number, same) == 0;
                case Operand.Text(String text) ->
                    other instanceof Operand.Text(String same) && equalTexts(text, same, steps);
                case Operand.Bool(boolean value) -> other instanceof Operand.Bool(boolean same) && value == same;
                case Operand.Null() -> other instanceof Operand.Null;
            };
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalTexts(String one, String other, StepLimit steps) {
        steps.takeForText(Math.min(one.length(), other.length()));
        return one.equals(other);
    }

    private static boolean pushElements(Operand.Array<?> one, Operand.Array<?> other, Deque<Operand> pairs) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<Operand> others = other.elements().iterator();
        for (Operand element : one.elements()) {
            pairs.push(element);
            pairs.push(others.next());
        }
        return true;
    }

    private static boolean pushMembers(
            Operand.Members<?> one, Operand.Members<?> other, Deque<Operand> pairs, StepLimit steps) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, Operand> member : one.entries()) {
            steps.takeForText(member.getKey().length());
            Operand same = other.get(member.getKey());
            if (same == null) {
                return false;
            }
            pairs.push(member.getValue());
            pairs.push(same);
        }
        return true;
    }

    /** Returns whether left is less than right; only numbers and texts have an order. */
    static boolean less(@Nullable Operand left, @Nullable Operand right, StepLimit steps) {
        if (left instanceof Operand.Numeral(Number one) && right instanceof Operand.Numeral(Number other)) {
            return compareNumbers(one, other) < 0;
        }
        if (left instanceof Operand.Text(String one) && right instanceof Operand.Text(String other)) {
            steps.takeForText((long) one.length() + other.length());
            // By code point: String.compareTo would sort a surrogate pair before U+FFFD.
            return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray()) < 0;
        }
        return false;
    }

    /**
     * Compares integers exactly, because ids of 64 bits are common; other numbers as doubles, the precision of I-JSON.
     */
    private static int compareNumbers(Number left, Number right) {
        BigInteger one = integer(left);
        BigInteger other = integer(right);
        if (one != null && other != null) {
            return one.compareTo(other);
        }
        // Adding zero turns -0.0 into 0.0, to which it is equal.
        return Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }

    private static @Nullable BigInteger integer(Number number) {
        return switch (number) {
            case BigInteger integer -> integer;
            case Long integer -> BigInteger.valueOf(integer);
            case Integer integer -> BigInteger.valueOf(integer);
            case Short integer -> BigInteger.valueOf(integer);
            case Byte integer -> BigInteger.valueOf(integer);
            default -> null;
        };
    }
}
