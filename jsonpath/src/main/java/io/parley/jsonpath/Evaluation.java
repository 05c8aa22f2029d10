// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import io.parley.jsonpath.Expression.Logical;
import io.parley.jsonpath.Expression.Value;
import io.parley.jsonpath.Query.Segment;
import io.parley.jsonpath.Query.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluation of one path on one document, with a step counter. Null represents the RFC's Nothing. */
final class Evaluation<N> {
    private final JsonTree<N> tree;
    private final N root;
    private final Map<String, Optional<IRegexp>> patterns = new HashMap<>();
    private final StepLimit steps = new StepLimit();

    Evaluation(JsonTree<N> tree, N root) {
        this.tree = tree;
        this.root = root;
    }

    List<N> select(Query query, N current) {
        List<N> nodes = List.of(query.fromRoot() ? root : current);
        for (Segment segment : query.segments()) {
            List<N> next = new ArrayList<>();
            for (N node : nodes) {
                if (segment.descendant()) {
                    selectBelow(segment, node, next);
                } else {
                    selectFrom(segment, node, next);
                }
            }
            nodes = next;
        }
        return nodes;
    }

    /**
     * Selects from the node and all its descendants, parents first. Iterative: documents may be deeper than the stack.
     */
    private void selectBelow(Segment segment, N top, List<N> selected) {
        selectFrom(segment, top, selected);
        Deque<Iterator<N>> way = new ArrayDeque<>();
        way.push(children(top).iterator());
        while (!way.isEmpty()) {
            if (way.peek().hasNext()) {
                N node = way.peek().next();
                selectFrom(segment, node, selected);
                way.push(children(node).iterator());
            } else {
                way.pop();
            }
        }
    }

    private void selectFrom(Segment segment, N node, List<N> selected) {
        for (Selector selector : segment.selectors()) {
            steps.take(1);
            switch (selector) {
                case Selector.Name(String name) -> {
                    N member = isObject(node) ? tree.member(node, name) : null;
                    if (member != null) {
                        selected.add(member);
                    }
                }
                case Selector.Index(long index) -> {
                    N element = isArray(node) ? element(node, index) : null;
                    if (element != null) {
                        selected.add(element);
                    }
                }
                case Selector.Wildcard wildcard -> {
                    List<N> children = children(node);
                    steps.take(children.size());
                    selected.addAll(children);
                }
                case Selector.Slice slice -> {
                    if (isArray(node)) {
                        slice(slice, node, selected);
                    }
                }
                case Selector.Filter(Logical condition) -> {
                    for (N child : children(node)) {
                        if (holds(condition, child)) {
                            selected.add(child);
                        }
                    }
                }
            }
        }
    }

    private boolean isArray(N node) {
        return tree.kind(node) == JsonTree.Kind.ARRAY;
    }

    private boolean isObject(N node) {
        return tree.kind(node) == JsonTree.Kind.OBJECT;
    }

    /** Returns the elements of an array, or the values of an object's members; nothing for other nodes. */
    private List<N> children(N node) {
        List<N> children = new ArrayList<>();
        if (isArray(node)) {
            for (int i = 0; i < tree.size(node); i++) {
                children.add(tree.element(node, i));
            }
        } else if (isObject(node)) {
            tree.members(node).forEach(member -> children.add(member.getValue()));
        }
        return children;
    }

    private @Nullable N element(N array, long index) {
        long fromStart = index < 0 ? tree.size(array) + index : index;
        return fromStart >= 0 && fromStart < tree.size(array) ? tree.element(array, (int) fromStart) : null;
    }

    /** Selects a slice of an array (RFC 9535, section 2.3.4.2.2). */
    private void slice(Selector.Slice slice, N array, List<N> selected) {
        int size = tree.size(array);
        long step = slice.step();
        if (step > 0) {
            long end = within(0, size, slice.end(), size);
            for (long i = within(0, size, slice.start(), 0); i < end; i += step) {
                steps.take(1);
                selected.add(tree.element(array, (int) i));
            }
        } else if (step < 0) {
            long end = within(-1, size - 1, slice.end(), -1);
            for (long i = within(-1, size - 1, slice.start(), size - 1); i > end; i += step) {
                steps.take(1);
                selected.add(tree.element(array, (int) i));
            }
        }
    }

    /** Returns a slice bound, converted from a negative index and clamped to the range. */
    private static long within(int first, int last, @Nullable Long bound, int otherwise) {
        if (bound == null) {
            return otherwise;
        }
        // Each range has one position more than the array has elements.
        int size = last - first;
        return Math.clamp(bound < 0 ? size + bound : bound, first, last);
    }

    private boolean holds(Logical condition, N current) {
        steps.take(1);
        return switch (condition) {
            case Expression.AnyOf(List<Logical> any) -> any.stream().anyMatch(one -> holds(one, current));
            case Expression.AllOf(List<Logical> all) -> all.stream().allMatch(one -> holds(one, current));
            case Expression.Not(Logical negated) -> !holds(negated, current);
            case Expression.Exists(Query query) -> !select(query, current).isEmpty();
            case Expression.Comparison comparison ->
                compare(value(comparison.left(), current), comparison.operator(), value(comparison.right(), current));
            case Expression.Matches(Value text, Value pattern) ->
                matches(value(text, current), value(pattern, current), true);
            case Expression.Contains(Value text, Value pattern) ->
                matches(value(text, current), value(pattern, current), false);
        };
    }

    private @Nullable Operand value(Value value, N current) {
        return switch (value) {
            case Expression.Literal(Operand literal) -> literal;
            case Expression.NodeAt(Query query) -> only(select(query, current));
            case Expression.OnlyNode(Query query) -> only(select(query, current));
            case Expression.Count(Query query) ->
                new Operand.Numeral(select(query, current).size());
            case Expression.Length(Value of) -> length(value(of, current));
        };
    }

    private @Nullable Operand only(List<N> nodes) {
        return nodes.size() == 1 ? Operand.of(tree, nodes.getFirst()) : null;
    }

    private @Nullable Operand length(@Nullable Operand of) {
        if (of instanceof Operand.Container container) {
            return new Operand.Numeral(container.size());
        }
        if (of instanceof Operand.Text(String text)) {
            steps.takeForText(text.length());
            return new Operand.Numeral(text.codePointCount(0, text.length()));
        }
        return null;
    }

    private boolean matches(@Nullable Operand operand, @Nullable Operand pattern, boolean whole) {
        if (!(operand instanceof Operand.Text(String text)) || !(pattern instanceof Operand.Text(String regexpText))) {
            return false;
        }
        IRegexp regexp = regexp(regexpText);
        if (regexp == null) {
            return false;
        }
        // Upper bound: each character is compared with each position in the pattern.
        steps.takeForText((long) text.length() * regexp.size());
        return whole ? regexp.matches(text) : regexp.isFoundIn(text);
    }

    /** Compiles a pattern; null for an invalid one, which matches nothing (RFC 9535, section 2.4.6). */
    private @Nullable IRegexp regexp(String pattern) {
        steps.takeForText(pattern.length());
        Optional<IRegexp> known = patterns.get(pattern);
        if (known == null) {
            steps.takeForPattern(pattern.length());
            known = IRegexp.compile(pattern);
            known.ifPresent(regexp -> steps.take(regexp.size()));
            patterns.put(pattern, known);
        }
        return known.orElse(null);
    }

    private boolean compare(@Nullable Operand left, Expression.Operator operator, @Nullable Operand right) {
        return switch (operator) {
            case EQUAL -> ValueComparison.equal(left, right, steps);
            case NOT_EQUAL -> !ValueComparison.equal(left, right, steps);
            case LESS -> ValueComparison.less(left, right, steps);
            case GREATER -> ValueComparison.less(right, left, steps);
            case LESS_OR_EQUAL -> ValueComparison.less(left, right, steps) || ValueComparison.equal(left, right, steps);
            case GREATER_OR_EQUAL ->
                ValueComparison.less(right, left, steps) || ValueComparison.equal(left, right, steps);
        };
    }
}
