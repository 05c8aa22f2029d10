// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.filter.CheckboxComparison;
import io.parley.core.filter.CompositeComparison;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterType;
import io.parley.core.filter.TextComparison;
import io.parley.server.http.JacksonConfiguration;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Stored filters in the contract's form. Requests may have values of other types, other spellings and unknown members;
 * clients that are generated from the contract do not read them.
 */
final class ContractFilters {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ContractFilters() {}

    /**
     * Returns the filters with the contract's keys, members and types. Filters of keys that the contract lacks are left out.
     *
     * @param stored filters as they were sent, which were valid then
     */
    static ArrayNode of(JsonNode stored) {
        ArrayNode filters = JSON.createArrayNode();
        new JsonInput("filters", stored).elements().forEach(filter -> of(filter).ifPresent(filters::add));
        return filters;
    }

    private static Optional<JsonNode> of(JsonInput filter) {
        try {
            FilterKey key = filter.required("key", "a filter key").oneOf(FilterKey.class, ErrorCode.UNKNOWN_FILTER_KEY);
            FilterType type =
                    filter.required("type", "a filter type").oneOf(FilterType.class, ErrorCode.UNKNOWN_FILTER_TYPE);
            return key.isExtra() ? Optional.empty() : Optional.of(of(key, type, filter));
        } catch (ApiException storedByAnEarlierVersion) {
            return Optional.of(filter.node());
        }
    }

    private static ObjectNode of(FilterKey key, FilterType type, JsonInput filter) {
        ObjectNode written = JSON.createObjectNode().put("key", key.name()).put("type", type.name());
        switch (type) {
            case TEXT -> {
                written.put("comparisonType", word(filter, "comparisonType", TextComparison.DEFAULT));
                texts(written, "values", filter);
                written.put("isCaseSensitive", flag(filter, "isCaseSensitive"));
            }
            case DATE_TIME_RANGE ->
                ends(written, filter, end -> StringNode.valueOf(JacksonConfiguration.TIME.format(end.instant())));
            case NUMERIC_RANGE -> ends(written, filter, ContractFilters::number);
            case CHECKBOX, TREE -> {
                written.put("comparisonType", word(filter, "comparisonType", CheckboxComparison.DEFAULT));
                texts(written, "options", filter);
            }
            case RADIO -> filter.member("option").ifPresent(option -> written.put("option", option.text()));
            case CUSTOM_FIELDS_IN_RESPONSE -> texts(written, "responseDataJsonPaths", filter);
            case COMPOSITE_FILTER -> {
                ArrayNode options = written.putArray("options");
                filter.member("options")
                        .ifPresent(given -> given.elements().forEach(option -> options.add(datum(option))));
            }
        }
        return written;
    }

    private static ObjectNode datum(JsonInput option) {
        ObjectNode written = JSON.createObjectNode();
        written.put(
                "key", option.required("key", "the header of a session's data").text());
        option.member("value").ifPresent(value -> written.put("value", value.text()));
        written.put("caseSensitive", flag(option, "caseSensitive"));
        written.put("comparisonOption", word(option, "comparisonOption", CompositeComparison.DEFAULT));
        return written;
    }

    private static void ends(ObjectNode written, JsonInput filter, Function<JsonInput, JsonNode> read) {
        for (String end : new String[] {"from", "to"}) {
            filter.member(end).ifPresent(given -> written.set(end, read.apply(given)));
        }
    }

    private static JsonNode number(JsonInput input) {
        BigDecimal number = BigDecimal.valueOf(input.number()).stripTrailingZeros();
        return DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static void texts(ObjectNode written, String member, JsonInput filter) {
        ArrayNode texts = written.putArray(member);
        filter.member(member).ifPresent(given -> given.texts().forEach(texts::add));
    }

    private static boolean flag(JsonInput input, String member) {
        return input.member(member).map(JsonInput::flag).orElse(false);
    }

    private static <E extends Enum<E>> String word(JsonInput input, String member, E otherwise) {
        return input.member(member)
                .map(word -> word.oneOf(otherwise.getDeclaringClass(), ErrorCode.INVALID_VALUE))
                .orElse(otherwise)
                .name();
    }
}
