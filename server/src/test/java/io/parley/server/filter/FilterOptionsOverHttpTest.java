// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.filter.AnalyticsSection;
import io.parley.core.filter.FilterKey;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Options of filters over HTTP. The store's tests compare the counts with the reference evaluator. */
@OnPostgresToo
class FilterOptionsOverHttpTest {
    private static Account account;
    private static long finance;
    private static long unused;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
        finance = account.newMessageLabel("Topic", "Finance");
        unused = account.newMessageLabel("Topic", "Unused");
        account.report(new Conversation("telegram", "anna", "s1")
                .says("balance")
                .with(message -> message.setAll(Json.object("""
                        {'client':{'id':'anna','firstName':'Anna','lastName':'Probe'},'nlpInfo':{'nlpState':'/bank/balance'},
                         'analytics':{'messageLabels':[{'labelName':'Finance'}],'sessionData':{'Product':'Card'},'nps':5}}
                        """)))
                .says("thanks")
                .with(message -> message.setAll(Json.object("{'nlpInfo':{'nlpState':'/bank'}}")))
                .happens("hangup")
                .messages());
        account.report(
                new Conversation("bot-viber", "viber", "boris", "s2", Conversation.START.plus(Duration.ofDays(1)))
                        .says("loan")
                        .with(message -> message.setAll(Json.object("{'nlpInfo':{'nlpState':'/bank/loan'}}")))
                        .messages());
    }

    @Test
    void theMostFrequentComesFirst() {
        assertThat(options("CHANNEL_TYPE").send().ok().json()).isEqualTo(Json.read("""
                [{"value":"telegram","label":"telegram","isSelected":false,"frequency":3},
                 {"value":"viber","label":"viber","isSelected":false,"frequency":1}]
                """));
    }

    @Test
    void theOtherFiltersNarrowThemDownAndTheFilterItselfDoesNot() {
        JsonNode narrowed = options("CHANNEL_TYPE")
                .json(Json.filters(
                        "{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['telegram']}",
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['an']}"))
                .send()
                .ok()
                .json();
        assertThat(narrowed).isEqualTo(Json.read("""
                [{"value":"telegram","label":"telegram","isSelected":true,"frequency":2},
                 {"value":"viber","label":"viber","isSelected":false,"frequency":1}]
                """));
    }

    @Test
    void aClientIsOfferedByIdAndCalledByName() {
        assertThat(options("CLIENT_ID_OR_NAME").send().ok().json().get(0))
                .isEqualTo(Json.object("{'value':'anna','label':'Anna Probe','isSelected':false,'frequency':3}"));
        assertThat(values(options("CLIENT_ID_OR_NAME").query("search", "PROBE")))
                .containsExactly("anna");
        assertThat(values(options("CLIENT_ID_OR_NAME").query("search", "bor"))).containsExactly("boris");
    }

    @Test
    void statesAreATree() {
        assertThat(options("NLP_STATE").send().ok().json()).isEqualTo(Json.read("""
                [{"value":"/bank","label":"bank","isSelected":false,"frequency":3,"childValues":["/bank/balance","/bank/loan"]},
                 {"value":"/bank/balance","label":"balance","isSelected":false,"frequency":1,"parentValue":"/bank"},
                 {"value":"/bank/loan","label":"loan","isSelected":false,"frequency":1,"parentValue":"/bank"}]
                """));
    }

    @Test
    void labelsAreOfferedUnderTheirGroupWhetherOrNotTheyOccur() {
        assertThat(options("LOG_LABELS").send().ok().json()).isEqualTo(Json.read("""
                [{"value":"%d","label":"Finance","isSelected":false,"frequency":1,"parentValue":"Topic"},
                 {"value":"%d","label":"Unused","isSelected":false,"frequency":0,"parentValue":"Topic"}]
                """.formatted(finance, unused)));
    }

    @Test
    void numbersAreWrittenPlainly() {
        assertThat(values(options("NPS"))).containsExactly("5");
    }

    @Test
    void fixedOptionsAreInTheLanguageAskedForWithTheirNumbers() {
        assertThat(options("MESSAGE_TYPE").header("language", "ru").send().ok().json())
                .isEqualTo(Json.read("""
                [{"value":"query","label":"Сообщение клиента","isSelected":false,"frequency":3},
                 {"value":"event","label":"Событие","isSelected":false,"frequency":1},
                 {"value":"unrecognised","label":"Не распознано","isSelected":false,"frequency":0}]
                """));
    }

    @Test
    void aChoiceHasItsOptionsInTheirOwnOrder() {
        assertThat(values(options("INITIATOR"))).containsExactly("ANY", "CLIENT", "BOT");
    }

    @Test
    void keysOfSessionDataAreOffered() {
        JsonNode keys = options("SESSION_DATA")
                .json(
                        Json.filters(
                                "{'key':'SESSION_DATA','type':'COMPOSITE_FILTER','options':[{'key':'Product','comparisonOption':'EQUALS','value':'x'}]}"))
                .send()
                .ok()
                .json();
        assertThat(keys)
                .isEqualTo(Json.read(
                        "[{\"value\":\"Product\",\"label\":\"Product\",\"isSelected\":true,\"frequency\":3}]"));
    }

    @Test
    void pagesFollowEachOther() {
        assertThat(values(options("NLP_STATE").query("size", 2))).containsExactly("/bank", "/bank/balance");
        assertThat(values(options("NLP_STATE").query("size", 2).query("page", 1)))
                .containsExactly("/bank/loan");
        assertThat(values(options("SESSION_ID").query("size", 1))).containsExactly("s1");
        assertThat(values(options("SESSION_ID").query("size", 1).query("page", 1)))
                .containsExactly("s2");
        assertThat(values(options("SESSION_ID").query("size", 1).query("page", 2)))
                .isEmpty();
    }

    @Test
    void everyFilterAnswersInEverySection() {
        for (FilterKey key : FilterKey.values()) {
            for (AnalyticsSection section : AnalyticsSection.values()) {
                account.v1("POST", "/reporter/filter-options")
                        .query("filterKey", key)
                        .query("analyticsSection", section)
                        .send()
                        .ok();
            }
        }
        assertThat(values(options("MESSAGE_TEXT"))).isEmpty();
    }

    @Test
    void aRangeHasItsEndsInWhatTheOtherFiltersLeave() {
        assertThat(interval("MESSAGE_COUNT").send().ok().json())
                .isEqualTo(Json.object("{'minValue':1.0,'maxValue':2.0}"));
        assertThat(interval("MESSAGE_COUNT")
                        .json(Json.filters(
                                "{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['viber']}",
                                "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':2}"))
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object("{'minValue':1.0,'maxValue':1.0}"));
        assertThat(interval("NPS")
                        .json(Json.filters("{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['viber']}"))
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object("{'minValue':0.0,'maxValue':0.0}"));
        assertThat(interval("SESSION_START_TIME")
                        .send()
                        .ok()
                        .json()
                        .path("minValue")
                        .asDouble())
                .isEqualTo(Conversation.START.toEpochMilli());
    }

    @Test
    void whatIsNoRangeOrNoFilterIsRefused() {
        interval("CHANNEL_TYPE")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "filterKey",
                        "CHANNEL_TYPE",
                        "the key of a filter that takes a range");
        assertThat(options("NO_SUCH")
                        .send()
                        .isRefused(400, ErrorCode.INVALID_VALUE)
                        .json()
                        .path("args")
                        .path("field")
                        .asString())
                .isEqualTo("filterKey");
        account.legacy("POST", "/filter-options")
                .query("analyticsSection", "SESSIONS")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD);
        options("NPS")
                .json(Json.filters("{'key':'NPS','type':'RADIO'}"))
                .send()
                .isRefused(400, ErrorCode.FILTER_TYPE_MISMATCH);
        options("NPS").query("size", 0).send().isRefused(400, ErrorCode.OUT_OF_RANGE);
    }

    private static List<String> values(HttpCall options) {
        return options.send()
                .ok()
                .json()
                .valueStream()
                .map(option -> option.path("value").asString())
                .toList();
    }

    private static HttpCall options(String key) {
        return account.legacy("POST", "/filter-options").query("filterKey", key).query("analyticsSection", "SESSIONS");
    }

    private static HttpCall interval(String key) {
        return account.legacy("POST", "/interval-filter-options")
                .query("filterKey", key)
                .query("analyticsSection", "SESSIONS");
    }
}
