// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import io.parley.core.jsonpath.Expression.Logical;
import io.parley.core.jsonpath.Expression.Value;
import io.parley.core.jsonpath.Query.Segment;
import io.parley.core.jsonpath.Query.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Evaluation of one path on one document, with a step counter. Null represents the RFC's Nothing. */
final class Evaluation {
    private final JsonNode root;
    private final Map<String, Optional<IRegexp>> patterns = new HashMap<>();
    private final StepLimit steps = new StepLimit();

    Evaluation(JsonNode root) {
        this.root = root;
    }

    List<JsonNode> select(Query query, JsonNode current) {
        List<JsonNode> nodes = List.of(query.fromRoot() ? root : current);
        for (Segment segment : query.segments()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
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
    private void selectBelow(Segment segment, JsonNode top, List<JsonNode> selected) {
        selectFrom(segment, top, selected);
        Deque<Iterator<JsonNode>> way = new ArrayDeque<>();
        way.push(top.values().iterator());
        while (!way.isEmpty()) {
            if (way.peek().hasNext()) {
                JsonNode node = way.peek().next();
                selectFrom(segment, node, selected);
                way.push(node.values().iterator());
            } else {
                way.pop();
            }
        }
    }

    private void selectFrom(Segment segment, JsonNode node, List<JsonNode> selected) {
        for (Selector selector : segment.selectors()) {
            steps.take(1);
            switch (selector) {
                case Selector.Name(String name) -> {
                    JsonNode member = node.get(name);
                    if (member != null) {
                        selected.add(member);
                    }
                }
                case Selector.Index(long index) -> {
                    JsonNode element = node.isArray() ? element(node, index) : null;
                    if (element != null) {
                        selected.add(element);
                    }
                }
                case Selector.Wildcard wildcard -> {
                    steps.take(node.size());
                    selected.addAll(node.values());
                }
                case Selector.Slice slice -> {
                    if (node.isArray()) {
                        slice(slice, node, selected);
                    }
                }
                case Selector.Filter(Logical condition) -> {
                    for (JsonNode child : node.values()) {
                        if (holds(condition, child)) {
                            selected.add(child);
                        }
                    }
                }
            }
        }
    }

    private static @Nullable JsonNode element(JsonNode array, long index) {
        long fromStart = index < 0 ? array.size() + index : index;
        return fromStart >= 0 && fromStart < array.size() ? array.get((int) fromStart) : null;
    }

    /** Selects a slice of an array (RFC 9535, section 2.3.4.2.2). */
    private void slice(Selector.Slice slice, JsonNode array, List<JsonNode> selected) {
        int size = array.size();
        long step = slice.step();
        if (step > 0) {
            long end = within(0, size, slice.end(), size);
            for (long i = within(0, size, slice.start(), 0); i < end; i += step) {
                steps.take(1);
                selected.add(array.get((int) i));
            }
        } else if (step < 0) {
            long end = within(-1, size - 1, slice.end(), -1);
            for (long i = within(-1, size - 1, slice.start(), size - 1); i > end; i += step) {
                steps.take(1);
                selected.add(array.get((int) i));
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

    private boolean holds(Logical condition, JsonNode current) {
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

    private @Nullable JsonNode value(Value value, JsonNode current) {
        return switch (value) {
            case Expression.Literal(JsonNode literal) -> literal;
            case Expression.NodeAt(Query query) -> only(select(query, current));
            case Expression.OnlyNode(Query query) -> only(select(query, current));
            case Expression.Count(Query query) ->
                JsonNodeFactory.instance.numberNode(select(query, current).size());
            case Expression.Length(Value of) -> length(value(of, current));
        };
    }

    private static @Nullable JsonNode only(List<JsonNode> nodes) {
        return nodes.size() == 1 ? nodes.getFirst() : null;
    }

    private @Nullable JsonNode length(@Nullable JsonNode of) {
        if (of == null || !(of.isString() || of.isContainer())) {
            return null;
        }
        if (of.isContainer()) {
            return JsonNodeFactory.instance.numberNode(of.size());
        }
        String text = of.stringValue();
        steps.takeForText(text.length());
        return JsonNodeFactory.instance.numberNode(text.codePointCount(0, text.length()));
    }

    private boolean matches(@Nullable JsonNode text, @Nullable JsonNode pattern, boolean whole) {
        if (text == null || !text.isString() || pattern == null || !pattern.isString()) {
            return false;
        }
        IRegexp regexp = regexp(pattern.stringValue());
        if (regexp == null) {
            return false;
        }
        // Upper bound: each character is compared with each position in the pattern.
        steps.takeForText((long) text.stringValue().length() * regexp.size());
        return whole ? regexp.matches(text.stringValue()) : regexp.isFoundIn(text.stringValue());
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

    private boolean compare(@Nullable JsonNode left, Expression.Operator operator, @Nullable JsonNode right) {
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
