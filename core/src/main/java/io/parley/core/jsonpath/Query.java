// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from a node to others (RFC 9535, section 2.1).
 *
 * @param fromRoot it begins at the document's root ({@code $}), else at the node that a filter looks at ({@code @})
 */
record Query(boolean fromRoot, List<Segment> segments) {
    Query {
        segments = List.copyOf(segments);
    }

    boolean isSingular() {
        return segments.stream().allMatch(Segment::isSingular);
    }

    /**
     * One step of the way: from each node to what any of the selectors selects.
     *
     * @param descendant ({@code ..}) from all nodes below, too
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

    /** Which children of a node. */
    sealed interface Selector {
        record Name(String name) implements Selector {}

        record Wildcard() implements Selector {}

        /** From the end when negative. */
        record Index(long index) implements Selector {}

        /** Null: as far as the array goes, in the direction of the step. */
        record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

        record Filter(Expression.Logical condition) implements Selector {}
    }
}
