// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.JsonInput;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class FilterReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static FilterSet read(String filter) {
        return FilterReader.read(new JsonInput("", JSON.readTree("{\"filters\":[" + filter.replace('\'', '"') + "]}")));
    }

    @Test
    void readsTheHelpPagesRequestWithItsNumbersAsTexts() {
        FilterSet filters = read("""
                {'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2021-02-14T21:00:00.234Z','to':'2021-02-21T20:59:59.000Z'},
                {'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'YES'},
                {'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':'20','to':'50'}""");
        assertThat(filters.filters())
                .containsExactly(
                        new Filter(
                                FilterKey.MESSAGE_TIME,
                                new FilterCondition.MomentWithin(
                                        Attribute.MESSAGE_TIME,
                                        Instant.parse("2021-02-14T21:00:00.234Z"),
                                        Instant.parse("2021-02-21T20:59:59.000999Z")),
                                false),
                        new Filter(
                                FilterKey.WITHOUT_EMPTY_SESSIONS,
                                new FilterCondition.Holds(Attribute.HAS_QUESTIONS),
                                false),
                        new Filter(
                                FilterKey.MESSAGE_COUNT,
                                new FilterCondition.NumberWithin(Attribute.QUESTION_COUNT, 20.0, 50.0),
                                false));
    }

    @Test
    void noBodyNoFiltersAndNoValuesRestrictNothing() {
        assertThat(FilterReader.read(new JsonInput("", MissingNode.getInstance())))
                .isEqualTo(FilterSet.EMPTY);
        assertThat(FilterReader.read(new JsonInput("", JSON.readTree("{}")))).isEqualTo(FilterSet.EMPTY);
        assertThat(FilterReader.read(new JsonInput("", JSON.readTree("{\"filters\":null}"))))
                .isEqualTo(FilterSet.EMPTY);
        assertThat(read("{'key':'MESSAGE_TEXT','type':'TEXT','values':[]}")).isEqualTo(FilterSet.EMPTY);
        assertThat(read("{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'comparisonType':'NOT_IMPORTANT'}"))
                .isEqualTo(FilterSet.EMPTY);
        assertThat(read("{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':[]}"))
                .isEqualTo(FilterSet.EMPTY);
        assertThat(read("{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE'}")).isEqualTo(FilterSet.EMPTY);
        assertThat(read("{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'NO'}"))
                .isEqualTo(FilterSet.EMPTY);
    }

    @Test
    void missingOptionalMembersAndUnknownOnesAreTolerated() {
        assertThat(read("{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['telegram'],'later':{'a':1}}")
                        .filters())
                .containsExactly(new Filter(
                        FilterKey.CHANNEL_TYPE,
                        new FilterCondition.TextMatches(
                                List.of(Attribute.CHANNEL_TYPE),
                                FilterCondition.TextOperator.EQUALS,
                                List.of("telegram"),
                                false),
                        false));
        assertThat(read("{'key':'MESSAGE_TEXT','type':'TEXT','values':['a']}").filters())
                .containsExactly(new Filter(
                        FilterKey.MESSAGE_TEXT,
                        new FilterCondition.TextMatches(
                                List.of(Attribute.QUESTION),
                                FilterCondition.TextOperator.CONTAINS,
                                List.of("a"),
                                false),
                        false));
    }

    @Test
    void theFiveComparisonsOfOptionsAreAllRead() {
        FilterCondition any = new FilterCondition.Linked(Attribute.SESSION_LABELS);
        FilterCondition chosen = new FilterCondition.LinkedToAny<>(Attribute.SESSION_LABELS, Set.of(7L, 8L));
        String options = "{'key':'SESSION_LABELS','type':'CHECKBOX','options':['8',7],'comparisonType':'%s'}";
        assertThat(read(options.formatted("NOT_IMPORTANT")).filters()).isEmpty();
        assertThat(read(options.formatted("EXISTS")).filters())
                .containsExactly(new Filter(FilterKey.SESSION_LABELS, any, false));
        assertThat(read(options.formatted("NOT_EXISTS")).filters())
                .containsExactly(new Filter(FilterKey.SESSION_LABELS, any, true));
        assertThat(read(options.formatted("CONTAINS")).filters())
                .containsExactly(new Filter(FilterKey.SESSION_LABELS, chosen, false));
        assertThat(read(options.formatted("NOT_CONTAINS")).filters())
                .containsExactly(new Filter(FilterKey.SESSION_LABELS, chosen, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | filters[0]: got «7», expected a JSON object",
                "{} | filters[0].key: got nothing, expected a filter key",
                "{'key':'MESSAGE_TEXT'} | filters[0].type: got nothing, expected TEXT for MESSAGE_TEXT",
                "{'key':'MESSAGE_TEXT','type':'RADIO'} | filters[0].type: got «RADIO», expected TEXT for the key MESSAGE_TEXT",
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':'a'} | filters[0].values: got «\"a\"», expected a JSON array",
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':[{}]} | filters[0].values[0]: got «{}», expected a text",
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'isCaseSensitive':'maybe'} | filters[0].isCaseSensitive: got «\"maybe\"», expected true or false",
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'comparisonType':'LIKE'} | filters[0].comparisonType: got «LIKE», expected one of NOT_IMPORTANT, CONTAINS, NOT_CONTAINS, EQUALS",
                "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':'many'} | filters[0].from: got «\"many\"», expected a number",
                "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':'NaN'} | filters[0].from: got «\"NaN\"», expected a number",
                "{'key':'SESSION_LABELS','type':'CHECKBOX','options':['vip']} | filters[0].options[0]: got «\"vip\"», expected an integer",
                "{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'MAYBE'} | filters[0].option: got «MAYBE», expected one of NO, YES",
            })
    void whatCannotBeMeantIsRefusedByName(String filter, String message) {
        assertThatThrownBy(() -> read(filter)).isInstanceOf(ApiException.class).hasMessage(message);
    }
}
