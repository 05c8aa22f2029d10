// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract's statistics over HTTP. */
@OnPostgresToo
class StatsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String MESSAGES = "/stats/messages/with-advanced-filters";
    private static final String SESSIONS = "/stats/sessions/with-advanced-filters";
    private static final String MARCH =
            "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-02-28T00:00:00Z','to':'2026-03-03T12:00:00Z'}";

    private static Account account;

    @BeforeAll
    static void initialize() {
        account = furnished(SERVER);
    }

    private static Account furnished(ParleyServer server) {
        Account account = server.newAccount();
        account.newSessionLabel("vip");
        account.newSessionLabel("unused");
        account.newMessageLabel("Tone", "good");
        account.report(at("2026-03-01T22:58:00Z", "a", "s1")
                .says("one")
                .says("two")
                .says("three")
                .messages());
        account.report(at("2026-03-03T10:00:00Z", "b", "s2")
                .says("four")
                .with(message -> message.set(
                        "analytics",
                        Json.object(
                                "{'sessionLabels':['vip'],'messageLabels':[{'labelName':'good','groupName':'Tone'}]}")))
                .messages());
        return account;
    }

    private static Conversation at(String start, String client, String session) {
        return new Conversation("bot", "telegram", client, session, Instant.parse(start));
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** Returns values by the start of their bucket. */
    private static Map<String, Double> values(JsonNode list) {
        return list.valueStream()
                .collect(Collectors.toMap(
                        point -> Instant.ofEpochMilli(point.path("ts").asLong()).toString(),
                        point -> point.path("value").asDouble()));
    }

    private static Map<String, Double> stats(HttpCall call) {
        return values(call.send().ok().json().path("stats"));
    }

    /** Returns the answer without the id of its filter set, which must be present. */
    private static JsonNode withoutFilterSet(HttpAnswer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        assertThat(json.remove("filterSetId").asString()).isNotEmpty();
        return json;
    }

    // ---- By filters

    @Test
    void messagesAreCountedByDayWithTheEmptyDaysOfThePeriod() {
        HttpAnswer answer = account.legacy("POST", MESSAGES)
                .json(Json.filters(MARCH))
                .send()
                .ok();
        assertThat(withoutFilterSet(answer)).isEqualTo(Json.object("""
                {'stats':[{'ts':%d,'value':0.0},{'ts':%d,'value':3.0},{'ts':%d,'value':0.0},{'ts':%d,'value':1.0}],'totalCount':4.0}
                """.formatted(
                        ms("2026-02-28T00:00:00Z"),
                        ms("2026-03-01T00:00:00Z"),
                        ms("2026-03-02T00:00:00Z"),
                        ms("2026-03-03T00:00:00Z"))));
        assertThat(answer.json().path("totalCount").asLong())
                .isEqualTo(account.legacy("POST", "/messages/filter")
                        .json(Json.filters(MARCH))
                        .send()
                        .ok()
                        .totalCount());
    }

    @Test
    void everyAnswerNamesItsFilterSetAsTheListDoes() {
        String set = account.legacy("POST", "/messages/filter")
                .json(Json.filters(MARCH))
                .send()
                .ok()
                .json()
                .path("filterSetId")
                .asString();
        for (String path : List.of(MESSAGES, SESSIONS, "/stats/session-labels", "/stats/log-labels")) {
            assertThat(account.legacy("POST", path)
                            .json(Json.filters(MARCH))
                            .send()
                            .ok()
                            .json()
                            .path("filterSetId")
                            .asString())
                    .isEqualTo(set);
        }
    }

    @Test
    void withoutAPeriodTheBucketsRunFromTheFirstToTheLastHit() {
        assertThat(stats(account.legacy("POST", SESSIONS)))
                .isEqualTo(
                        Map.of("2026-03-01T00:00:00Z", 1.0, "2026-03-02T00:00:00Z", 0.0, "2026-03-03T00:00:00Z", 1.0));
        HttpAnswer none = account.legacy("POST", SESSIONS)
                .json(Json.filters("{'key':'SESSION_ID','type':'CHECKBOX','options':['none']}"))
                .send()
                .ok();
        assertThat(withoutFilterSet(none)).isEqualTo(Json.object("{'stats':[],'totalCount':0.0}"));
    }

    @Test
    void daysBeginAtTheCallersMidnight() {
        assertThat(stats(account.legacy("POST", MESSAGES).header("Timezone", "60")))
                .isEqualTo(
                        Map.of("2026-02-28T23:00:00Z", 2.0, "2026-03-01T23:00:00Z", 1.0, "2026-03-02T23:00:00Z", 1.0));
        assertThat(stats(account.legacy("POST", MESSAGES).header("Timezone", "Europe/Berlin")))
                .isEqualTo(stats(account.legacy("POST", MESSAGES).header("Timezone", "1")));
    }

    @Test
    void intervalsAndStepsCutThePeriod() {
        assertThat(stats(account.legacy("POST", MESSAGES)
                        .query("intervalType", "week")
                        .query("step", 2)))
                .isEqualTo(Map.of("2026-02-23T00:00:00Z", 4.0));
        assertThat(stats(account.legacy("POST", MESSAGES)
                        .query("intervalType", "HOUR")
                        .query("step", 24)))
                .isEqualTo(Map.of("2026-03-01T22:00:00Z", 3.0, "2026-03-02T22:00:00Z", 1.0));
        assertThat(stats(account.legacy("POST", MESSAGES).query("intervalType", "YEAR")))
                .isEqualTo(Map.of("2026-01-01T00:00:00Z", 4.0));
    }

    /** Germany sets its clocks forward on 29 March 2026 at 02:00, and back on 25 October at 03:00. */
    @Test
    void anHourIsSkippedInSpringAndComesTwiceInAutumn() {
        Account there = SERVER.newAccount();
        there.report(at("2026-03-29T00:59:00Z", "a", "spring")
                .says("before")
                .says("after")
                .messages());
        there.report(at("2026-10-25T00:30:00Z", "a", "autumn").says("first").messages());
        there.report(
                at("2026-10-25T01:30:00Z", "b", "late autumn").says("second").messages());
        assertThat(stats(there.legacy("POST", MESSAGES)
                        .query("intervalType", "HOUR")
                        .header("Timezone", "Europe/Berlin")
                        .json(Json.filters("{'key':'SESSION_ID','type':'CHECKBOX','options':['spring']}"))))
                .isEqualTo(Map.of("2026-03-29T00:00:00Z", 1.0, "2026-03-29T01:00:00Z", 1.0));
        String autumn = Json.filters(
                "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-10-25T01:10:00+02:00','to':'2026-10-25T02:59:00+01:00'}");
        assertThat(stats(there.legacy("POST", MESSAGES)
                        .query("intervalType", "HOUR")
                        .header("Timezone", "Europe/Berlin")
                        .json(autumn)))
                .isEqualTo(
                        Map.of("2026-10-24T23:00:00Z", 0.0, "2026-10-25T00:00:00Z", 1.0, "2026-10-25T01:00:00Z", 1.0));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(stats(there.legacy("POST", MESSAGES).header("Timezone", "Europe/Berlin")))
                .containsEntry(
                        LocalDate.of(2026, 3, 29)
                                .atStartOfDay(berlin)
                                .toInstant()
                                .toString(),
                        2.0)
                .containsEntry(
                        LocalDate.of(2026, 3, 30)
                                .atStartOfDay(berlin)
                                .toInstant()
                                .toString(),
                        0.0)
                .containsEntry(
                        LocalDate.of(2026, 10, 25)
                                .atStartOfDay(berlin)
                                .toInstant()
                                .toString(),
                        2.0)
                .hasSize(211);
    }

    @Test
    void labelsOnNothingAreLeftOut() {
        assertThat(account.legacy("POST", "/stats/session-labels")
                        .send()
                        .ok()
                        .json()
                        .path("stats"))
                .hasSize(1)
                .allSatisfy(label -> {
                    assertThat(label.path("label").path("name").asString()).isEqualTo("vip");
                    assertThat(label.path("totalCount").asLong()).isEqualTo(1);
                    assertThat(values(label.path("tsToValues"))).isEqualTo(Map.of("2026-03-03T00:00:00Z", 1.0));
                });
        assertThat(account.legacy("POST", "/stats/log-labels")
                        .json(Json.filters(MARCH))
                        .send()
                        .ok()
                        .json()
                        .path("stats"))
                .hasSize(1)
                .allSatisfy(label -> {
                    assertThat(label.path("label").path("group").path("name").asString())
                            .isEqualTo("Tone");
                    assertThat(values(label.path("tsToValues"))).hasSize(4).containsEntry("2026-03-03T00:00:00Z", 1.0);
                });
    }

    @Test
    void moreBucketsThanAnybodyCanLookAtAreRefused() {
        account.legacy("POST", MESSAGES)
                .query("intervalType", "HOUR")
                .json(Json.filters("{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'1976-01-01T00:00:00Z'}"))
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "intervalType",
                        "HOUR",
                        "an interval and a step that cut the time from 1976-01-01T00:00:00Z to 2026-03-03T10:00:00Z into at most"
                                + " 10000 pieces");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, SESSIONS, "/stats/session-labels", "/stats/log-labels"})
    void whatCannotBeMeantIsRefused(String path) {
        account.legacy("POST", path)
                .query("intervalType", "FORTNIGHT")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "intervalType",
                        "FORTNIGHT",
                        "one of HOUR, DAY, WEEK, MONTH, QUARTER, YEAR");
        account.legacy("POST", path)
                .query("step", 0)
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "step", "0", "a number from 1 to 10000");
        account.legacy("POST", path)
                .query("step", "two")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "step", "\"two\"", "an integer");
        account.legacy("POST", path)
                .header("Timezone", "Berlin")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "Timezone",
                        "Berlin",
                        "minutes east of UTC, or a zone's name such as Europe/Berlin");
        account.legacy("POST", path)
                .header("Timezone", "1081")
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "Timezone",
                        "1081",
                        "minutes east of UTC, from -1080 to 1080, or hours from -18 to 18");
        account.legacy("POST", path)
                .json("[]")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "body", "[]", "a JSON object");
        account.v1("POST", "/reporter" + path)
                .query("projectShortName", "none")
                .send()
                .isRefused(
                        404, ErrorCode.PROJECT, "projectShortName", "none", "the short name of a project within reach");
    }

    // ---- By days

    private static HttpCall switched(Account account, String method) {
        return account.legacy("GET", "/stats/switched-sessions")
                .query("dateFrom", "2026-03-01")
                .query("dateTo", "2026-03-02")
                .query("transferToOperatorMethod", method);
    }

    @Test
    void aTransferCountsOnceOnItsFirstDay() {
        Account there = SERVER.newAccount();
        there.report(at("2026-03-01T23:59:00Z", "a", "s1")
                .says("agent!")
                .with(m -> m.set("responseData", Json.object("{'replies':[{'type':'switch'}]}"))
                        .put("textAnswer", "I call Somebody."))
                .says("agent!!")
                .with(m -> m.set("responseData", Json.object("{'replies':[{'type':'switch'}]}"))
                        .put("textAnswer", "I call somebody."))
                .messages());
        there.report(new Conversation("other", "telegram", "a", "s2", Instant.parse("2026-03-02T10:00:00Z"))
                .says("hi")
                .with(m -> m.put("textAnswer", "i CALL nobody"))
                .messages());
        assertThat(stats(switched(there, "SWITCH")))
                .isEqualTo(Map.of("2026-03-01T00:00:00Z", 1.0, "2026-03-02T00:00:00Z", 0.0));
        assertThat(stats(switched(there, "SWITCH").header("Timezone", "60")))
                .isEqualTo(Map.of("2026-02-28T23:00:00Z", 0.0, "2026-03-01T23:00:00Z", 1.0));
        assertThat(stats(switched(there, "text").query("textForTransfer", " i call ")))
                .isEqualTo(Map.of("2026-03-01T00:00:00Z", 1.0, "2026-03-02T00:00:00Z", 1.0));
        assertThat(stats(switched(there, "TEXT")
                        .query("textForTransfer", "I call")
                        .query("botIds", "other,another")))
                .isEqualTo(Map.of("2026-03-01T00:00:00Z", 0.0, "2026-03-02T00:00:00Z", 1.0));
        assertThat(stats(switched(there, "SWITCH").query("botIds", "other").query("botIds", "bot")))
                .containsEntry("2026-03-01T00:00:00Z", 1.0);
    }

    @Test
    void callsAreBilledInStepsOf15Seconds() {
        Account there = SERVER.newAccount();
        there.report(new Conversation("line", "resterisk", "+1", "c1", Instant.parse("2026-03-01T10:00:00Z"))
                .says("hi")
                .with(m -> m.put("isCallIncoming", true))
                .says("bye")
                .with(m -> m.put("timestamp", "2026-03-01T10:01:01Z"))
                .messages());
        there.report(new Conversation("line", "RESTERISK", "+2", "c2", Instant.parse("2026-03-01T12:00:00Z"))
                .says("hello")
                .with(m -> m.put("isCallIncoming", false))
                .messages());
        there.report(at("2026-03-01T12:00:00Z", "c", "chat").says("no call").messages());
        assertThat(there.legacy("GET", "/stats/telephony")
                        .query("dateFrom", "2026-03-01")
                        .query("dateTo", "2026-03-01")
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object("""
                        {'averageCallDurationInSeconds':30.5,'billingCount':[{'ts':%1$d,'value':1.25}],
                         'incomingCount':[{'ts':%1$d,'value':1.0}],'outgoingCount':[{'ts':%1$d,'value':1.0}]}
                        """.formatted(ms("2026-03-01T00:00:00Z"))));
        assertThat(there.legacy("GET", "/stats/telephony")
                        .query("dateFrom", "2026-03-01")
                        .query("dateTo", "2026-03-01")
                        .query("botIds", "none")
                        .send()
                        .ok()
                        .json()
                        .path("averageCallDurationInSeconds")
                        .asDouble())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats/switched-sessions", "/stats/telephony"})
    void daysMustBeDates(String path) {
        String expected = "a date between 1970 and 9999, such as 2021-02-14";
        account.legacy("GET", path).send().isRefused(400, ErrorCode.MISSING_FIELD, "dateFrom", null, expected);
        account.legacy("GET", path)
                .query("dateFrom", "2026-03-01")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "dateTo", null, expected);
        for (String wrong : List.of("01.03.2026", "2026-02-30", "1969-12-31", "2026-03-01T00:00:00Z", "+10000-01-01")) {
            account.legacy("GET", path)
                    .query("dateFrom", wrong)
                    .send()
                    .isRefused(400, ErrorCode.INVALID_DATE, "dateFrom", wrong, expected);
        }
        account.legacy("GET", path)
                .query("dateFrom", "2026-03-02")
                .query("dateTo", "2026-03-01")
                .query("transferToOperatorMethod", "SWITCH")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "dateTo", "2026-03-01", "a date not before 2026-03-02");
    }

    @Test
    void aTransferMustSayHowItIsRecognised() {
        String expected = "what the bot says when it hands over";
        switched(account, "TEXT").send().isRefused(400, ErrorCode.MISSING_FIELD, "textForTransfer", null, expected);
        switched(account, "TEXT")
                .query("textForTransfer", " ")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "textForTransfer", "", expected);
        switched(account, "SHOUT")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "transferToOperatorMethod", "SHOUT", "one of SWITCH, TEXT");
        account.legacy("GET", "/stats/switched-sessions")
                .query("dateFrom", "2026-03-01")
                .query("dateTo", "2026-03-02")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "transferToOperatorMethod", null, "one of SWITCH, TEXT");
    }

    // ---- Of all time

    @Test
    void eachProjectHasItsClients() {
        assertThat(account.v1("GET", "/reporter/stats/unique-clients")
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.read(
                        "[{\"projectShortName\":\"%s\",\"totalCount\":2},{\"projectShortName\":\"%s\",\"totalCount\":0}]"
                                .formatted(
                                        account.one().shortName(), account.two().shortName())));
        assertThat(account.legacy("GET", "/stats/unique-clients").send().ok().json())
                .hasSize(1);
    }
}
