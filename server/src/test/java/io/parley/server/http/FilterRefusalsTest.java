// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.filter.FilterKey;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact errors of lists for invalid filters and parameters. */
class FilterRefusalsTest {
    private static final String KEYS =
            "one of " + Arrays.stream(FilterKey.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final String TYPES =
            "one of TEXT, DATE_TIME_RANGE, NUMERIC_RANGE, CHECKBOX, RADIO, TREE, CUSTOM_FIELDS_IN_RESPONSE, COMPOSITE_FILTER";
    private static final String DATE =
            "an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z";
    private static final String COUNT = "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':1}";

    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                refused(
                        "an unknown key",
                        "{'key':'FOO','type':'TEXT'}",
                        ErrorCode.UNKNOWN_FILTER_KEY,
                        ".key",
                        "FOO",
                        KEYS),
                refused(
                        "a key that is a number",
                        "{'key':7,'type':'TEXT'}",
                        ErrorCode.UNKNOWN_FILTER_KEY,
                        ".key",
                        "7",
                        KEYS),
                refused("no key", "{'type':'TEXT'}", ErrorCode.MISSING_FIELD, ".key", null, "a filter key"),
                refused(
                        "an unknown type",
                        "{'key':'BOT_ID','type':'BAR'}",
                        ErrorCode.UNKNOWN_FILTER_TYPE,
                        ".type",
                        "BAR",
                        TYPES),
                refused("no type", "{'key':'BOT_ID'}", ErrorCode.MISSING_FIELD, ".type", null, "CHECKBOX for BOT_ID"),
                refused(
                        "a type that the key does not take",
                        "{'key':'MESSAGE_TIME','type':'TEXT'}",
                        ErrorCode.FILTER_TYPE_MISMATCH,
                        ".type",
                        "TEXT",
                        "DATE_TIME_RANGE for the key MESSAGE_TIME"),
                refused(
                        "a tree where there is none",
                        "{'key':'SESSION_ID','type':'TREE'}",
                        ErrorCode.FILTER_TYPE_MISMATCH,
                        ".type",
                        "TREE",
                        "CHECKBOX or TEXT for the key SESSION_ID"),
                refused(
                        "a date without an offset",
                        time("'2021-02-14T21:00:00'"),
                        ErrorCode.INVALID_DATE,
                        ".from",
                        "2021-02-14T21:00:00",
                        DATE),
                refused(
                        "a date that is none",
                        time("'31.02.2021'"),
                        ErrorCode.INVALID_DATE,
                        ".from",
                        "31.02.2021",
                        DATE),
                refused(
                        "a date after all time",
                        time("'+10000-01-01T00:00:00Z'"),
                        ErrorCode.INVALID_DATE,
                        ".from",
                        "+10000-01-01T00:00:00Z",
                        DATE),
                refused(
                        "milliseconds before all time",
                        time("-1"),
                        ErrorCode.INVALID_DATE,
                        ".from",
                        "-1",
                        "milliseconds since 1970, up to the year 9999"),
                refused(
                        "milliseconds beyond 64 bits",
                        time("99999999999999999999"),
                        ErrorCode.INVALID_DATE,
                        ".from",
                        "99999999999999999999",
                        "milliseconds since 1970, up to the year 9999"),
                refused("a date that is an object", time("{}"), ErrorCode.WRONG_TYPE, ".from", "{}", "a text"),
                refused(
                        "a number that is none",
                        count("'many'"),
                        ErrorCode.WRONG_TYPE,
                        ".from",
                        "\"many\"",
                        "a number"),
                refused("a number beyond all measure", count("1e999"), ErrorCode.WRONG_TYPE, ".from", null, "a number"),
                refused("not a number", count("'NaN'"), ErrorCode.WRONG_TYPE, ".from", "\"NaN\"", "a number"),
                refused(
                        "options that are no array",
                        "{'key':'BOT_ID','type':'CHECKBOX','options':'b'}",
                        ErrorCode.WRONG_TYPE,
                        ".options",
                        "\"b\"",
                        "a JSON array"),
                refused(
                        "an option that is an object",
                        "{'key':'BOT_ID','type':'CHECKBOX','options':['a',{}]}",
                        ErrorCode.WRONG_TYPE,
                        ".options[1]",
                        "{}",
                        "a text"),
                refused(
                        "a label's name instead of its id",
                        "{'key':'SESSION_LABELS','type':'CHECKBOX','options':['vip']}",
                        ErrorCode.WRONG_TYPE,
                        ".options[0]",
                        "\"vip\"",
                        "an integer"),
                refused(
                        "a comparison of another type",
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'comparisonType':'EXISTS'}",
                        ErrorCode.INVALID_VALUE,
                        ".comparisonType",
                        "EXISTS",
                        "one of NOT_IMPORTANT, CONTAINS, NOT_CONTAINS, EQUALS"),
                refused(
                        "a choice that is not offered",
                        "{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'MAYBE'}",
                        ErrorCode.INVALID_VALUE,
                        ".option",
                        "MAYBE",
                        "one of NO, YES"),
                refused(
                        "a flag that is none",
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'isCaseSensitive':'maybe'}",
                        ErrorCode.WRONG_TYPE,
                        ".isCaseSensitive",
                        "\"maybe\"",
                        "true or false"),
                refused(
                        "a filter that is a text",
                        "'MESSAGE_TEXT'",
                        ErrorCode.WRONG_TYPE,
                        "",
                        "\"MESSAGE_TEXT\"",
                        "a JSON object"),
                refused("a filter that is null", "null", ErrorCode.WRONG_TYPE, "", "null", "a JSON object"));
    }

    private static Arguments refused(
            String name, String filter, ErrorCode problem, String member, @Nullable String got, String expected) {
        return Arguments.argumentSet(name, filter, problem, "filters[1]" + member, got, expected);
    }

    private static String time(String from) {
        return "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':" + from + "}";
    }

    private static String count(String from) {
        return "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':" + from + "}";
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterThatCannotBeMeantIsRefusedByItsPlace(
            String filter, ErrorCode problem, String field, @Nullable String got, String expected) {
        for (String path : List.of("/sessions/filter", "/messages/filter", "/reports/messages")) {
            HttpAnswer answer = account.legacy("POST", path)
                    .json(Json.filters(COUNT, filter))
                    .send();
            if (got == null && problem != ErrorCode.MISSING_FIELD) {
                answer.isRefused(400, problem);
                assertThat(answer.json().path("args").path("field").asString()).isEqualTo(field);
            } else {
                answer.isRefused(400, problem, field, got, expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'filters':{}}", "{'filters':7}"})
    void filtersHaveToBeAnArray(String body) {
        account.legacy("POST", "/sessions/filter")
                .json(body.replace('\'', '"'))
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "{'filters':null}", "{'filters':[]}", "{'more':[{'key':1}]}"})
    void withoutFiltersEverythingIsListed(String body) {
        assertThat(account.legacy("POST", "/sessions/filter")
                        .json(body.replace('\'', '"'))
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(1);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                Arguments.of("page", "-1", ErrorCode.OUT_OF_RANGE, "-1", "a page number from 0"),
                Arguments.of("page", "2147483648", ErrorCode.OUT_OF_RANGE, "2147483648", "a number that fits 32 bits"),
                Arguments.of("page", "two", ErrorCode.WRONG_TYPE, "\"two\"", "an integer"),
                Arguments.of("page", "1.5", ErrorCode.WRONG_TYPE, "\"1.5\"", "an integer"),
                Arguments.of(
                        "page", "99999999999999999999", ErrorCode.WRONG_TYPE, "\"99999999999999999999\"", "an integer"),
                Arguments.of("size", "0", ErrorCode.OUT_OF_RANGE, "0", "a page size from 1 to 1000"),
                Arguments.of("size", "-5", ErrorCode.OUT_OF_RANGE, "-5", "a page size from 1 to 1000"),
                Arguments.of("size", "много", ErrorCode.WRONG_TYPE, "\"много\"", "an integer"),
                Arguments.of(
                        "needToReturnSessionLabels", "perhaps", ErrorCode.WRONG_TYPE, "\"perhaps\"", "true or false"),
                Arguments.of("needToReturnSessionData", "2", ErrorCode.WRONG_TYPE, "\"2\"", "true or false"));
    }

    @ParameterizedTest
    @MethodSource
    void parameters(String name, String value, ErrorCode problem, String got, String expected) {
        account.legacy("POST", "/sessions/filter")
                .query(name, value)
                .send()
                .isRefused(400, problem, name, got, expected);
    }

    @Test
    void theLastPageThatThereCanBeIsEmpty() {
        HttpAnswer answer = account.legacy("POST", "/sessions/filter")
                .query("page", Integer.MAX_VALUE)
                .query("size", 1000)
                .send()
                .ok();
        assertThat(answer.json().path("sessions").isEmpty()).isTrue();
        assertThat(answer.totalCount()).isEqualTo(1);
    }

    @Test
    void aProjectThatIsNotInReachIsRefused() {
        account.v1("POST", "/reporter/sessions/filter")
                .query("projectShortName", "nobody's")
                .send()
                .isRefused(
                        404,
                        ErrorCode.PROJECT,
                        "projectShortName",
                        "nobody's",
                        "the short name of a project within reach");
    }

    @Test
    void ofALongTextOnlyTheBeginningIsRepeated() {
        String got = account.legacy("POST", "/sessions/filter")
                .json(Json.filters("{'key':'" + "ключ".repeat(1000) + "','type':'TEXT'}"))
                .send()
                .isRefused(400, ErrorCode.UNKNOWN_FILTER_KEY)
                .json()
                .path("args")
                .path("got")
                .asString();
        assertThat(got).isEqualTo("ключ".repeat(30) + "…");
    }
}
