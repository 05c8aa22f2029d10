// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query from a node to other nodes (RFC 9535, section 2.1).
 *
 * @param fromRoot whether it starts at the document's root ({@code $}), else at the current node of a filter
 *     {@code @})
 */
record Query(boolean fromRoot, List<Segment> segments) {
    Query {
        segments = List.copyOf(segments);
    }

    boolean isSingular() {
        return segments.stream().allMatch(Segment::isSingular);
    }

    /**
     * A segment: applies each selector to each input node.
     *
     * @param descendant whether it also applies to all descendants ({@code ..})
     */
    record Segment(boolean descendant, List<Selector> selectors) {
        Segment {
            selectors = List.copyOf(selectors);
        }

        private boolean isSingular() {
            return !descendant
                    && selectors.size() == 1
                    && switch (selectors.getFirst()) {
                        case Selector.Name name -> true;
                        case Selector.Index index -> true;
                        case Selector.Wildcard wildcard -> false;
                        case Selector.Slice slice -> false;
                        case Selector.Filter filter -> false;
                    };
        }
    }

    /** A selector of a node's children. */
    sealed interface Selector {
        record Name(String name) implements Selector {}

        record Wildcard() implements Selector {}

        /** Counts from the end when negative. */
        record Index(long index) implements Selector {}

        /** A null bound means the end of the array, in the direction of the step. */
        record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

        record Filter(Expression.Logical condition) implements Selector {}
    }
}
