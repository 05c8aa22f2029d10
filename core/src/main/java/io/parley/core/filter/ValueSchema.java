// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One form of a filter key's values, with the attributes they are compared with. */
public sealed interface ValueSchema {
    FilterType type();

    /** Returns the scope of filters of this shape; null for a shape that restricts nothing. */
    @Nullable
    Scope scope();

    /** Text, compared with each of the attributes. */
    record Text(List<Attribute.Text> attributes) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.TEXT;
        }

        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /**
     * A time range.
     *
     * @param offered range preselected in the UI; null for an open range
     */
    record DateTimeRange(
            Attribute.Moment attribute, @Nullable DefaultRange offered) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.DATE_TIME_RANGE;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    record NumericRange(Attribute.Number attribute) implements ValueSchema {
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
     * Options that are values of text attributes.
     *
     * @param operator how an option is compared: by equality, or with its descendants in a tree
     * @param caseSensitive whether the case of an option must match
     */
    record Options(List<Attribute.Text> attributes, FilterCondition.TextOperator operator, boolean caseSensitive)
            implements ValueSchema {
        @Override
        public FilterType type() {
            return operator == FilterCondition.TextOperator.BELOW ? FilterType.TREE : FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** Options that are numbers. */
    record NumberOptions(Attribute.Number attribute) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** Options that identify linked entities. */
    record LinkedOptions<E>(Attribute.Links<E> attribute) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** Options that each stand for a condition; several are combined with OR. */
    record ConditionOptions(Map<String, Choice> options) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.CHECKBOX;
        }

        @Override
        public Scope scope() {
            return scopeOf(options);
        }
    }

    /**
     * A choice of exactly one option.
     *
     * @param offered option preselected in the UI; a request without the filter restricts nothing
     */
    record Radio(Map<String, Choice> options, String offered) implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.RADIO;
        }

        @Override
        public Scope scope() {
            return scopeOf(options);
        }
    }

    /** States that a session's route passes, in order. */
    record Route() implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.TREE;
        }

        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** Conditions on session data. */
    record Data() implements ValueSchema {
        /** Title of the group of the most frequent keys. */
        public static final LocalizedText POPULAR = new LocalizedText("Frequent keys", "Частые ключи");

        @Override
        public FilterType type() {
            return FilterType.COMPOSITE_FILTER;
        }

        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** JSONPaths into the response that select separate fields; restricts nothing. */
    record CustomFields() implements ValueSchema {
        @Override
        public FilterType type() {
            return FilterType.CUSTOM_FIELDS_IN_RESPONSE;
        }

        @Override
        public @Nullable Scope scope() {
            return null;
        }
    }

    /**
     * An option and its condition.
     *
     * @param value name of the option in requests
     * @param condition null when the option restricts nothing
     * @param negated whether the condition must be false
     */
    record Choice(
            String value, LocalizedText title, @Nullable FilterCondition condition, boolean negated) {
        /** Returns the condition, negated if needed; fails for a choice that restricts nothing. */
        FilterCondition asCondition() {
            FilterCondition stated = Objects.requireNonNull(condition);
            return negated ? new FilterCondition.Not(stated) : stated;
        }
    }

    /** Returns the fixed options of this shape; empty when options come from the data or the caller. */
    default Set<String> words() {
        return switch (this) {
            case ConditionOptions shape -> shape.options().keySet();
            case Radio shape -> shape.options().keySet();
            case Text shape -> Set.of();
            case Options shape -> Set.of();
            case DateTimeRange shape -> Set.of();
            case NumericRange shape -> Set.of();
            case NumberOptions shape -> Set.of();
            case LinkedOptions<?> shape -> Set.of();
            case Route shape -> Set.of();
            case Data shape -> Set.of();
            case CustomFields shape -> Set.of();
        };
    }

    static ValueSchema text(Attribute.Text... attributes) {
        return new Text(List.of(attributes));
    }

    static ValueSchema dateTimeRange(Attribute.Moment attribute) {
        return new DateTimeRange(attribute, null);
    }

    /** Returns a time range with the last {@code units} units preselected in the UI. */
    static ValueSchema last(long units, DefaultRange.Unit unit, Attribute.Moment attribute) {
        return new DateTimeRange(attribute, new DefaultRange(-units, unit));
    }

    static ValueSchema numericRange(Attribute.Number attribute) {
        return new NumericRange(attribute);
    }

    static ValueSchema options(Attribute.Text... attributes) {
        return new Options(List.of(attributes), FilterCondition.TextOperator.EQUALS, true);
    }

    static ValueSchema optionsInAnyCase(Attribute.Text attribute) {
        return new Options(List.of(attribute), FilterCondition.TextOperator.EQUALS, false);
    }

    static ValueSchema tree(Attribute.Text attribute) {
        return new Options(List.of(attribute), FilterCondition.TextOperator.BELOW, true);
    }

    static ValueSchema numberOptions(Attribute.Number attribute) {
        return new NumberOptions(attribute);
    }

    static ValueSchema linkedOptions(Attribute.Links<?> attribute) {
        return new LinkedOptions<>(attribute);
    }

    static ValueSchema radio(String offered, Choice... choices) {
        return new Radio(byValue(choices), offered);
    }

    static ValueSchema conditionOptions(Choice... choices) {
        return new ConditionOptions(byValue(choices));
    }

    static Choice restricts(String value, String en, String ru, FilterCondition condition) {
        return new Choice(value, new LocalizedText(en, ru), condition, false);
    }

    static Choice excludes(String value, String en, String ru, FilterCondition condition) {
        return new Choice(value, new LocalizedText(en, ru), condition, true);
    }

    static Choice notImportant(String value, String en, String ru) {
        return new Choice(value, new LocalizedText(en, ru), null, false);
    }

    private static Map<String, Choice> byValue(Choice... choices) {
        return Arrays.stream(choices)
                .collect(Collectors.toMap(Choice::value, choice -> choice, (one, other) -> one, LinkedHashMap::new));
    }

    private static Scope scopeOf(Map<String, Choice> choices) {
        return choices.values().stream()
                .flatMap(choice -> Optional.ofNullable(choice.condition()).stream())
                .findFirst()
                .orElseThrow()
                .scope();
    }
}
