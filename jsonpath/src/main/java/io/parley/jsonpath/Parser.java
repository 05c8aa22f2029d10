// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import io.parley.jsonpath.Expression.Logical;
import io.parley.jsonpath.Expression.Operator;
import io.parley.jsonpath.Expression.Value;
import io.parley.jsonpath.Query.Segment;
import io.parley.jsonpath.Query.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recursive-descent parser for the grammar of RFC 9535, one method per rule, with a lookahead of one character. One
 * rule is more lenient than the grammar: blanks are also allowed within the brackets of a compared path
 * ({@code @[ 'a' ] == 1}) (our decision).
 */
final class Parser {
    private static final String COMPARISON = "==, !=, <, <=, > or >=";

    private final Scanner scanner;
    private int nesting;

    Parser(String text) {
        scanner = new Scanner(text);
        if (scanner.length() > JsonPath.MAX_LENGTH) {
            throw new InvalidJsonPathException(
                    JsonPath.MAX_LENGTH + 1,
                    String.format(Locale.ROOT, "%,d characters", scanner.length()),
                    String.format(Locale.ROOT, "at most %,d", JsonPath.MAX_LENGTH));
        }
    }

    /** Parses the whole text. */
    Query path() {
        expect("$", "$, with which a path begins");
        Query query = query(true);
        if (scanner.peek() != Scanner.END) {
            throw scanner.wrong("., .., [ or the end; a name with other characters goes into ['…']");
        }
        return query;
    }

    private Query query(boolean fromRoot) {
        List<Segment> segments = new ArrayList<>();
        while (true) {
            int end = scanner.position();
            scanner.skipBlanks();
            if (scanner.peek() == '[') {
                segments.add(new Segment(false, bracketed()));
            } else if (scanner.take("..")) {
                boolean bracket = scanner.peek() == '[';
                segments.add(new Segment(true, bracket ? bracketed() : afterDots("a name, * or [ after ..")));
            } else if (scanner.take(".")) {
                segments.add(new Segment(false, afterDots("a name or * after .")));
            } else {
                scanner.goBack(end);
                return new Query(fromRoot, segments);
            }
        }
    }

    private List<Selector> afterDots(String expected) {
        if (scanner.take("*")) {
            return List.of(new Selector.Wildcard());
        }
        String name = scanner.name();
        if (name == null) {
            throw scanner.wrong(expected);
        }
        return List.of(new Selector.Name(name));
    }

    private List<Selector> bracketed() {
        scanner.take("[");
        List<Selector> selectors = new ArrayList<>();
        do {
            scanner.skipBlanks();
            selectors.add(selector());
            scanner.skipBlanks();
        } while (scanner.take(","));
        boolean afterFilter = selectors.getLast() instanceof Selector.Filter;
        expect("]", afterFilter ? "an operator such as == or &&, a comma or ]" : "a comma or ]");
        return selectors;
    }

    private Selector selector() {
        return switch (scanner.peek()) {
            case '\'', '"' -> new Selector.Name(scanner.string());
            case '*' -> {
                scanner.take("*");
                yield new Selector.Wildcard();
            }
            case '?' -> {
                scanner.take("?");
                yield new Selector.Filter(nested(this::anyOf));
            }
            default -> indexOrSlice();
        };
    }

    private Selector indexOrSlice() {
        Long start = scanner.integer();
        int end = scanner.position();
        scanner.skipBlanks();
        if (!scanner.take(":")) {
            if (start == null) {
                throw scanner.wrong("a name in quotes, an index, a slice, * or a filter");
            }
            scanner.goBack(end);
            return new Selector.Index(start);
        }
        scanner.skipBlanks();
        Long stop = scanner.integer();
        scanner.skipBlanks();
        Long step = null;
        if (scanner.take(":")) {
            scanner.skipBlanks();
            step = scanner.integer();
        }
        return new Selector.Slice(start, stop, step == null ? 1 : step);
    }

    private Logical anyOf() {
        List<Logical> conditions = list(this::allOf, "||");
        return conditions.size() == 1 ? conditions.getFirst() : new Expression.AnyOf(conditions);
    }

    private Logical allOf() {
        List<Logical> conditions = list(this::basic, "&&");
        return conditions.size() == 1 ? conditions.getFirst() : new Expression.AllOf(conditions);
    }

    private List<Logical> list(Supplier<Logical> condition, String sign) {
        List<Logical> conditions = new ArrayList<>();
        do {
            scanner.skipBlanks();
            conditions.add(condition.get());
            scanner.skipBlanks();
        } while (scanner.take(sign));
        return List.copyOf(conditions);
    }

    private Logical basic() {
        if (scanner.take("!")) {
            scanner.skipBlanks();
            return new Expression.Not(scanner.peek() == '(' ? parenthesized() : negatable());
        }
        if (scanner.peek() == '(') {
            return parenthesized();
        }
        int start = scanner.position();
        Expression left = operand();
        int end = scanner.position();
        scanner.skipBlanks();
        Operator operator = operator();
        if (operator == null) {
            return condition(left);
        }
        // A type error of the left side is found only after the operator; the error must point to the left side.
        int afterOperator = scanner.position();
        scanner.goBack(end);
        Value value = value(left, start);
        scanner.goBack(afterOperator);
        scanner.skipBlanks();
        return new Expression.Comparison(value, operator, value());
    }

    private Logical negatable() {
        int start = scanner.position();
        return switch (operand()) {
            case Logical condition -> condition;
            case Value value -> throw scanner.wrongSince(start, "a path, match(), search() or ( after !");
        };
    }

    private Logical parenthesized() {
        scanner.take("(");
        Logical condition = nested(this::anyOf);
        expect(")", "an operator such as == or &&, or )");
        return condition;
    }

    private @Nullable Operator operator() {
        for (Operator operator : Operator.values()) {
            if (scanner.take(operator.sign())) {
                return operator;
            }
        }
        return null;
    }

    /** Converts an operand without comparison to a condition. */
    private Logical condition(Expression operand) {
        return switch (operand) {
            case Logical condition -> condition;
            case Value value ->
                throw scanner.wrong(COMPARISON + ", because what stands before is neither true nor false");
        };
    }

    /** Parses an operand of a comparison or an argument of a function. */
    private Value value() {
        int start = scanner.position();
        return value(operand(), start);
    }

    private Value value(Expression operand, int start) {
        return switch (operand) {
            case Value value -> value;
            case Expression.Exists(Query query) when query.isSingular() -> new Expression.NodeAt(query);
            case Expression.Exists exists ->
                throw scanner.wrongSince(start, "a path to one value: with names and indexes only");
            case Logical condition -> throw scanner.wrongSince(start, "a value, not what is true or false already");
        };
    }

    /** Parses a path, a literal or a function. A path is an existence test unless a comparison follows. */
    private Expression operand() {
        int first = scanner.peek();
        if (scanner.take("@") || scanner.take("$")) {
            return new Expression.Exists(query(first == '$'));
        }
        if (first == '\'' || first == '"') {
            return new Expression.Literal(new Operand.Text(scanner.string()));
        }
        if (first == '-' || (first >= '0' && first <= '9')) {
            return new Expression.Literal(scanner.number());
        }
        int start = scanner.position();
        String word = scanner.word();
        if (scanner.peek() == '(' && !word.isEmpty()) {
            return nested(() -> call(word, start));
        }
        return switch (word) {
            case "true" -> new Expression.Literal(new Operand.Bool(true));
            case "false" -> new Expression.Literal(new Operand.Bool(false));
            case "null" -> new Expression.Literal(new Operand.Null());
            case "" -> throw scanner.wrong("a path from @ or $, a text, a number, true, false, null or a function");
            default -> throw scanner.wrongSince(start, "true, false, null or a function with ( right after its name");
        };
    }

    private Expression call(String function, int start) {
        return switch (function) {
            case "length" -> arguments(() -> new Expression.Length(value()));
            case "count" -> arguments(() -> new Expression.Count(nodes()));
            case "value" -> arguments(() -> new Expression.OnlyNode(nodes()));
            case "match" -> arguments(() -> new Expression.Matches(value(), secondValue()));
            case "search" -> arguments(() -> new Expression.Contains(value(), secondValue()));
            default -> throw scanner.wrongSince(start, "one of the functions length, count, match, search, value");
        };
    }

    private <E extends Expression> E arguments(Supplier<E> call) {
        scanner.take("(");
        scanner.skipBlanks();
        E read = call.get();
        scanner.skipBlanks();
        expect(")", ") after the last argument");
        return read;
    }

    private Value secondValue() {
        scanner.skipBlanks();
        expect(",", "a comma and a second argument");
        scanner.skipBlanks();
        return value();
    }

    private Query nodes() {
        int start = scanner.position();
        return switch (operand()) {
            case Expression.Exists(Query query) -> query;
            case Logical condition -> throw scanner.wrongSince(start, "a path from @ or $");
            case Value value -> throw scanner.wrongSince(start, "a path from @ or $");
        };
    }

    private <E> E nested(Supplier<E> rule) {
        if (nesting == JsonPath.MAX_NESTING) {
            throw scanner.wrong(
                    "at most " + JsonPath.MAX_NESTING + " filters, parentheses and functions within each other");
        }
        nesting++;
        E read = rule.get();
        nesting--;
        return read;
    }

    private void expect(String sign, String expected) {
        if (!scanner.take(sign)) {
            throw scanner.wrong(expected);
        }
    }
}
