// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parley.core.filter.CheckboxComparison;
import io.parley.core.filter.Comparison;
import io.parley.core.filter.CompositeComparison;
import io.parley.core.filter.DefaultRange;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterType;
import io.parley.core.filter.TextComparison;
import io.parley.core.filter.ValueSchema;
import io.parley.core.i18n.Language;
import io.parley.core.i18n.LocalizedText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings by which a page offers a filter of one type (contract). */
sealed interface FilterSettings {
    /** Number of options that a page shows before the user asks for more (help pages). */
    int FIRST_OPTIONS = 5;

    /**
     * Settings of all types.
     *
     * @param filterDependent whether the options depend on the other filters
     * @param withFilterInput whether there may be so many options that the page should offer a search
     */
    record Common(
            FilterKey key, FilterType type, boolean filterDependent, boolean withFilterInput, String helpMessage) {}

    record Text(@JsonUnwrapped Common common, String placeholder, List<ComparisonOption> comparisonOptions)
            implements FilterSettings {}

    record DateTimeRange(
            @JsonUnwrapped Common common, @Nullable DefaultRange defaultValue) implements FilterSettings {}

    record NumericRange(@JsonUnwrapped Common common) implements FilterSettings {}

    /** @param staticOptions all possible options; empty when they have to be requested */
    record Checkbox(
            @JsonUnwrapped Common common,
            String placeholder,
            List<ComparisonOption> comparisonOptions,
            List<OptionInfo> staticOptions,
            int defaultPageSizeForOptions)
            implements FilterSettings {}

    record Radio(@JsonUnwrapped Common common, List<ComparisonOption> comparisonOptions, List<OptionInfo> staticOptions)
            implements FilterSettings {}

    /** @param altClickEnabled whether a click with Alt has a special meaning; never in Parley */
    record Tree(
            @JsonUnwrapped Common common,
            List<ComparisonOption> comparisonOptions,
            String placeholder,
            boolean altClickEnabled)
            implements FilterSettings {}

    record Composite(
            @JsonUnwrapped Common common,
            List<ComparisonOption> comparisonOptions,
            String placeholder,
            String popularLabel,
            String description)
            implements FilterSettings {}

    record CustomFields(@JsonUnwrapped Common common, String placeholder) implements FilterSettings {}

    /**
     * Comparison of a filter.
     *
     * @param withInputField only for session data: whether a value is compared
     */
    record ComparisonOption(
            Comparison type,
            String label,
            boolean isDefault,
            @Nullable Boolean withInputField) {
        static List<ComparisonOption> all(Comparison[] comparisons, Comparison offered, Language language) {
            return Arrays.stream(comparisons)
                    .map(comparison -> new ComparisonOption(
                            comparison,
                            comparison.title().in(language),
                            comparison == offered,
                            comparison instanceof CompositeComparison composite ? composite.takesValue() : null))
                    .toList();
        }
    }

    /** Returns the settings that follow from a filter's declaration. */
    static FilterSettings of(FilterKey key, Language language) {
        ValueSchema shape = key.shapes().getFirst();
        String placeholder = shape.type().placeholder().in(language);
        List<ComparisonOption> checkbox =
                ComparisonOption.all(CheckboxComparison.values(), CheckboxComparison.DEFAULT, language);
        Common still = new Common(key, shape.type(), false, false, key.help().in(language));
        Common depending = new Common(key, shape.type(), true, true, key.help().in(language));
        return switch (shape) {
            case ValueSchema.Text text ->
                new Text(
                        still,
                        placeholder,
                        ComparisonOption.all(TextComparison.values(), TextComparison.DEFAULT, language));
            case ValueSchema.DateTimeRange range -> new DateTimeRange(still, range.offered());
            case ValueSchema.NumericRange range -> new NumericRange(depending);
            case ValueSchema.Options options
            when shape.type() == FilterType.TREE -> new Tree(depending, checkbox, placeholder, false);
            case ValueSchema.Options options ->
                new Checkbox(depending, placeholder, checkbox, List.of(), FIRST_OPTIONS);
            case ValueSchema.NumberOptions options ->
                new Checkbox(depending, placeholder, checkbox, List.of(), FIRST_OPTIONS);
            case ValueSchema.LinkedOptions<?> options ->
                new Checkbox(depending, placeholder, checkbox, List.of(), FIRST_OPTIONS);
            case ValueSchema.ConditionOptions options ->
                new Checkbox(
                        still,
                        placeholder,
                        checkbox,
                        OptionInfo.fixed(titles(options.options()), null, language),
                        FIRST_OPTIONS);
            case ValueSchema.Radio radio ->
                new Radio(still, List.of(), OptionInfo.fixed(titles(radio.options()), radio.offered(), language));
            case ValueSchema.Route route -> new Tree(depending, checkbox, placeholder, false);
            case ValueSchema.Data data ->
                new Composite(
                        depending,
                        ComparisonOption.all(CompositeComparison.values(), CompositeComparison.DEFAULT, language),
                        placeholder,
                        ValueSchema.Data.POPULAR.in(language),
                        key.help().in(language));
            case ValueSchema.CustomFields fields -> new CustomFields(still, placeholder);
        };
    }

    private static Map<String, LocalizedText> titles(Map<String, ValueSchema.Choice> choices) {
        Map<String, LocalizedText> titles = new LinkedHashMap<>();
        choices.forEach((value, choice) -> titles.put(value, choice.title()));
        return titles;
    }
}
