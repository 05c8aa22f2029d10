// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.filter.AnalyticsSection;
import io.parley.core.filter.FilterKey;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FilterMetadataTest {
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
    }

    @ParameterizedTest
    @EnumSource
    void everySectionHasTheFiltersThatAreDeclaredForIt(AnalyticsSection section) {
        List<String> declared = Arrays.stream(FilterKey.values())
                .filter(key -> key.sections().contains(section))
                .map(Enum::name)
                .toList();
        assertThat(declared).isNotEmpty();
        JsonNode filters = filters(section, "en");
        assertThat(filters.valueStream().map(filter -> filter.path("key").asString()))
                .isEqualTo(declared);
        assertThat(filters.valueStream())
                .allSatisfy(filter ->
                        assertThat(filter.path("settings").path("type")).isEqualTo(filter.path("type")));
    }

    @Test
    void everyFilterIsOfferedSomewhere() {
        assertThat(FilterKey.values())
                .hasSize(44)
                .allSatisfy(key -> assertThat(key.sections()).isNotEmpty());
    }

    @Test
    void textsAreInTheLanguageAskedForAndElseInEnglish() {
        assertThat(filter("MESSAGE_TEXT", "ru").path("label").asString()).isEqualTo("Текст сообщения");
        assertThat(filter("MESSAGE_TEXT", "ru-RU")
                        .path("settings")
                        .path("placeholder")
                        .asString())
                .isEqualTo("Искомый текст");
        assertThat(filter("MESSAGE_TEXT", "en").path("label").asString()).isEqualTo("Message text");
        assertThat(filter("MESSAGE_TEXT", "cn").path("label").asString()).isEqualTo("Message text");
        assertThat(account.legacy("GET", "/filters")
                        .query("analyticsSection", "SESSIONS")
                        .send()
                        .ok()
                        .json()
                        .get(0)
                        .path("label")
                        .asString())
                .isEqualTo("Session ID");
        assertThat(account.legacy("GET", "/filters")
                        .query("analyticsSection", "SESSIONS")
                        .query("language", "ru")
                        .send()
                        .ok()
                        .json()
                        .get(0)
                        .path("label")
                        .asString())
                .isEqualTo("ID сессии");
    }

    @Test
    void aTextSaysHowItCompares() {
        assertThat(filter("MESSAGE_TEXT", "en").path("settings").path("comparisonOptions"))
                .isEqualTo(Json.read("""
                [{"type":"NOT_IMPORTANT","label":"Not important","isDefault":false},
                 {"type":"CONTAINS","label":"Contains","isDefault":true},
                 {"type":"NOT_CONTAINS","label":"Does not contain","isDefault":false},
                 {"type":"EQUALS","label":"Equals","isDefault":false}]
                """));
    }

    @Test
    void aRangeOfTimeIsOfferedUpToNow() {
        JsonNode filter = filter("MESSAGE_TIME", "en");
        assertThat(filter.path("isDefault").asBoolean()).isTrue();
        assertThat(filter.path("settings").path("defaultValue")).isEqualTo(Json.object("{'offset':-2,'unit':'WEEK'}"));
    }

    @Test
    void aPeriodIsRequired() {
        JsonNode period = filters(AnalyticsSection.REPORTS_ACTIVITY, "en")
                .valueStream()
                .filter(filter -> filter.path("key").asString().equals("PERIOD"))
                .findFirst()
                .orElseThrow();
        assertThat(period.path("isRequired").asBoolean()).isTrue();
    }

    @Test
    void aChoiceHasItsOptionsAndOneOfThemChosen() {
        assertThat(filter("WITHOUT_EMPTY_SESSIONS", "ru").path("settings").path("staticOptions"))
                .isEqualTo(Json.read("""
                [{"value":"NO","label":"Нет","isSelected":false},{"value":"YES","label":"Да","isSelected":true}]
                """));
    }

    @Test
    void optionsOfTheDataShowFiveFirst() {
        JsonNode settings = filter("CHANNEL_TYPE", "en").path("settings");
        assertThat(settings.path("defaultPageSizeForOptions").asInt()).isEqualTo(5);
        assertThat(settings.path("filterDependent").asBoolean()).isTrue();
        assertThat(settings.path("withFilterInput").asBoolean()).isTrue();
        assertThat(settings.path("staticOptions")).isEmpty();
    }

    @Test
    void sessionDataSaysWhichComparisonsTakeAValue() {
        assertThat(filter("SESSION_DATA", "en")
                        .path("settings")
                        .path("comparisonOptions")
                        .valueStream()
                        .filter(option -> !option.path("withInputField").asBoolean())
                        .map(option -> option.path("type").asString()))
                .containsExactly("NOT_IMPORTANT");
    }

    @Test
    void aSectionThatDoesNotExistIsRefused() {
        String sections = "one of CLIENTS, SESSIONS, CLIENTS_DIALOGS, REPORTS_ACTIVITY, REPORTS_EFFICIENCY,"
                + " REPORTS_SESSION_TOPIC, REPORTS_SESSION_RESULT, REPORTS_SCENARIO_ACTION";
        account.legacy("GET", "/filters")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "analyticsSection", null, sections);
        account.legacy("GET", "/filters")
                .query("analyticsSection", "DIALOGS")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "analyticsSection", "DIALOGS", sections);
    }

    private static JsonNode filter(String key, String language) {
        return filters(AnalyticsSection.SESSIONS, language)
                .valueStream()
                .filter(filter -> filter.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode filters(AnalyticsSection section, String language) {
        return account.v1("GET", "/reporter/filters")
                .query("analyticsSection", section)
                .header("language", language)
                .extras()
                .send()
                .ok()
                .json();
    }
}
