package io.parley.core.filter;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a filter asks of one row, in its positive form. Built from {@link FilterKey declarations} only; translated into SQL by the
 * store and into Java by the oracle.
 */
public sealed interface Condition {
    /** What it is true of. */
    Scope scope();

    /** How a text is compared. */
    enum TextOperator {
        CONTAINS,
        EQUALS
    }

    /**
     * One of the attributes contains, or equals, one of the values. A missing attribute matches nothing, not even the empty text.
     */
    record TextMatches(
            List<Attribute.Text> attributes, TextOperator operator, List<String> values, boolean caseSensitive)
            implements Condition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** The moment lies in the range; both ends belong to it, a missing end is open. */
    record MomentWithin(Attribute.Moment attribute, @Nullable Instant from, @Nullable Instant to)
            implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The number lies in the range; both ends belong to it, a missing end is open. */
    record CountWithin(Attribute.Count attribute, @Nullable Double from, @Nullable Double to) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The attribute is yes. */
    record Holds(Attribute.Flag attribute) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** One of the attributes has a value. */
    record Present(List<Attribute.Text> attributes) implements Condition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** Something is linked. */
    record Linked(Attribute.IdSet attribute) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** One of these is linked. */
    record LinkedToAny(Attribute.IdSet attribute, Set<Long> ids) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }
}
