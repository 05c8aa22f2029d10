package io.parley.core.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One form in which a filter key takes its values, and what they are compared with. */
public sealed interface Shape {
    FilterType type();

    /** What filters of this shape are true of. */
    Scope scope();

    /** Words, compared with any of the attributes. */
    record Text(List<Attribute.Text> attributes) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.TEXT;
        }

        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    record DateTimeRange(Attribute.Moment attribute) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.DATE_TIME_RANGE;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    record NumericRange(Attribute.Count attribute) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.NUMERIC_RANGE;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /**
     * Options that are values of a text attribute.
     *
     * @param caseSensitive whether the option must be spelt as it was ingested
     */
    record Options(List<Attribute.Text> attributes, boolean caseSensitive) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** Options that are ids of linked things. */
    record LinkedOptions(Attribute.IdSet attribute) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** A choice of one; an option without a condition restricts nothing. */
    record Radio(Map<String, Optional<Condition>> options) implements Shape {
        @Override
        public FilterType type() {
            return FilterType.RADIO;
        }

        @Override
        public Scope scope() {
            return options.values().stream().flatMap(Optional::stream).findAny().orElseThrow().scope();
        }
    }

    static Shape text(Attribute.Text... attributes) {
        return new Text(List.of(attributes));
    }

    static Shape dateTimeRange(Attribute.Moment attribute) {
        return new DateTimeRange(attribute);
    }

    static Shape numericRange(Attribute.Count attribute) {
        return new NumericRange(attribute);
    }

    static Shape options(Attribute.Text... attributes) {
        return new Options(List.of(attributes), true);
    }

    static Shape optionsInAnyCase(Attribute.Text attribute) {
        return new Options(List.of(attribute), false);
    }

    static Shape linkedOptions(Attribute.IdSet attribute) {
        return new LinkedOptions(attribute);
    }

    /** The contract's {@code YesNoFilterOption}: YES asks for the flag, NO asks for nothing. */
    static Shape yesOrNotImportant(Attribute.Flag flag) {
        return new Radio(Map.of("YES", Optional.of(new Condition.Holds(flag)), "NO", Optional.empty()));
    }
}
