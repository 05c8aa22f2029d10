// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.core.error.ErrorCode;
import io.parley.core.metric.Metric;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Our own metrics over HTTP. */
@OnPostgresToo
class MetricTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        // 2 March 2026 is a Monday.
        account.report(conversation("2026-03-02T10:00:00Z", "anna", "s1")
                .says("hello")
                .with(m -> m.put("processingTime", 100)
                        .set(
                                "analytics",
                                Json.object("{'nps':5,'sessionResult':'Done','sessionTopics':['cards','loans']}")))
                .says("bye")
                .with(m -> m.put("processingTime", 300))
                .messages());
        account.report(conversation("2026-03-03T11:00:00Z", "anna", "s2")
                .says("agent")
                .with(m -> m.set("responseData", Json.object("{'replies':[{'type':'switch'}]}")))
                .messages());
        account.report(conversation("2026-03-04T23:30:00Z", "anna", "s3")
                .says("gibberish")
                .with(m -> m.set("nlpInfo", Json.object("{'ruleType':'catchAllActivator','nlpClass':'/x'}")))
                .with(m -> m.set("analytics", Json.object("{'nps':2,'sessionTopics':['cards']}")))
                .messages());
        account.report(conversation("2026-03-04T12:00:00Z", "boris", "s4")
                .happens("hangup")
                .messages());
        account.report(conversation("2026-03-04T12:00:00Z", "tester", "s5")
                .says("a test")
                .with(m -> m.set("data", Json.object("{'isTestChannel':true}")))
                .messages());
    }

    private static Conversation conversation(String start, String client, String session) {
        return new Conversation("bot", "telegram", client, session, Instant.parse(start));
    }

    private static HttpCall metric(String name) {
        return account.legacy("POST", "/stats/metrics/" + name)
                .query("from", "2026-03-02T00:00:00Z")
                .query("to", "2026-03-09T00:00:00Z");
    }

    private static JsonNode answer(String name) {
        return metric(name).send().ok().json();
    }

    private static List<Double> values(JsonNode answer) {
        return answer.path("stats")
                .valueStream()
                .map(point -> point.path("value").asDouble(-1))
                .toList();
    }

    @Test
    void aClientIsNewOnceAndReturnsOnEachLaterDay() {
        // The example of the help pages: a first session on Monday, then on Tuesday and on Wednesday.
        assertThat(values(answer("new-clients"))).containsExactly(1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(values(answer("returning-clients"))).containsExactly(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(answer("new-clients").path("total").path("value").asDouble()).isEqualTo(2);
        assertThat(answer("returning-clients").path("total").path("value").asDouble())
                .isEqualTo(1);
        assertThat(answer("unique-clients").path("total").path("value").asDouble())
                .isEqualTo(2);
        JsonNode week = metric("returning-clients")
                .query("intervalType", "WEEK")
                .send()
                .ok()
                .json();
        assertThat(week.path("total").path("value").asDouble())
                .as("new that week")
                .isZero();
    }

    @Test
    void countsAndRatesLeaveTestSessionsOut() {
        assertThat(values(answer("sessions"))).containsExactly(1.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(answer("sessions-with-messages")
                        .path("total")
                        .path("counted")
                        .asLong())
                .isEqualTo(3);
        assertThat(answer("sessions-without-messages")
                        .path("total")
                        .path("counted")
                        .asLong())
                .isEqualTo(1);
        assertThat(answer("messages").path("total").path("counted").asLong()).isEqualTo(4);
        JsonNode transfers = answer("transfer-rate");
        assertThat(transfers.path("total").path("value").asDouble()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(transfers.path("total").path("counted").asLong()).isEqualTo(1);
        assertThat(transfers.path("total").path("over").asLong()).isEqualTo(3);
        assertThat(values(transfers))
                .as("a share of nothing has no value")
                .containsExactly(0.0, 1.0, 0.0, -1.0, -1.0, -1.0, -1.0);
        assertThat(answer("automation-rate").path("total").path("value").asDouble())
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(answer("unrecognised-rate").path("total").path("value").asDouble())
                .isEqualTo(0.25);
        assertThat(answer("error-rate").path("total").path("value").asDouble(-1))
                .isZero();
    }

    @Test
    void meansPercentilesAndDistributionsSayOverHowMany() {
        assertThat(answer("score").path("total")).isEqualTo(Json.object("{'value':3.5,'counted':2}"));
        assertThat(answer("messages-per-session").path("total").path("value").asDouble())
                .isCloseTo(4 / 3.0, within(1e-12));
        assertThat(answer("response-time").path("total"))
                .isEqualTo(Json.object("{'value':200.0,'p95':290.0,'counted':2}"));
        assertThat(answer("session-length").path("total"))
                .isEqualTo(Json.object("{'value':60000.0,'p95':60000.0,'counted':1}"));
        JsonNode topics = answer("topics");
        assertThat(topics.path("groups")).hasSize(2);
        assertThat(topics.path("groups").get(0).path("key").asString()).isEqualTo("cards");
        assertThat(topics.path("groups").get(0).path("share").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(topics.path("total").path("counted").asLong()).isEqualTo(3);
        assertThat(answer("results").path("groups").get(0).path("key").asString())
                .isEqualTo("Done");
        assertThat(answer("score-distribution")
                        .path("groups")
                        .valueStream()
                        .map(group -> group.path("key").asString()))
                .containsExactly("2", "5");
        assertThat(answer("actions").path("groups")).isEmpty();
    }

    @Test
    void transfersAreCountedWhenTheyHappen() {
        Account there = SERVER.newAccount();
        Conversation dialog = conversation("2026-03-02T23:58:00Z", "anna", "s1").says("hello");
        there.report(dialog.says("agent")
                .says("a human, please")
                .with(m -> m.set("responseData", Json.object("{'replies':[{'type':'switch'}]}")))
                .messages());
        JsonNode transfers = there.legacy("POST", "/stats/metrics/transfers")
                .query("from", "2026-03-02T00:00:00Z")
                .query("to", "2026-03-04T00:00:00Z")
                .send()
                .ok()
                .json();
        assertThat(values(transfers)).as("the session began on the day before").containsExactly(0.0, 1.0);
    }

    @Test
    void callsAreCountedByDirectionAndBilledInSteps() {
        Account there = SERVER.newAccount();
        there.report(new Conversation("bot", "resterisk", "anna", "c1", Instant.parse("2026-03-02T10:00:00Z"))
                .says("hello")
                .with(m -> m.put("isCallIncoming", true))
                .says("bye")
                .messages());
        there.report(new Conversation("bot", "RESTERISK", "boris", "c2", Instant.parse("2026-03-02T11:00:00Z"))
                .says("hello")
                .with(m -> m.put("isCallIncoming", false))
                .messages());
        there.report(new Conversation("bot", "resterisk", "clara", "c3", Instant.parse("2026-03-02T12:00:00Z"))
                .says("nobody said who rang")
                .messages());
        there.report(conversation("2026-03-02T12:00:00Z", "dora", "s1")
                .says("no call")
                .messages());
        assertThat(totalOf(there, "incoming-calls")).isEqualTo(Json.object("{'value':1.0,'counted':1}"));
        assertThat(totalOf(there, "outgoing-calls")).isEqualTo(Json.object("{'value':1.0,'counted':1}"));
        assertThat(totalOf(there, "call-length")).isEqualTo(Json.object("{'value':20000.0,'counted':3}"));
        assertThat(totalOf(there, "billed-minutes")).isEqualTo(Json.object("{'value':1.0,'counted':3}"));
    }

    @Test
    void labelsAreGroupsByIdWithTheirNames() {
        Account there = SERVER.newAccount();
        long complaint = there.legacy("POST", "/logs/labels/sessions")
                .json(Json.object("{'name':'Complaint'}"))
                .send()
                .ok()
                .json()
                .path("id")
                .asLong();
        there.report(conversation("2026-03-02T10:00:00Z", "anna", "s1")
                .says("hello")
                .with(m -> m.set("analytics", Json.object("{'sessionLabels':['Complaint']}")))
                .messages());
        there.report(conversation("2026-03-02T10:00:00Z", "boris", "s2")
                .says("hello")
                .messages());
        assertThat(of(there, "session-labels").path("groups"))
                .containsExactly(
                        Json.object("{'key':'%d','title':'Complaint','count':1,'share':0.5}".formatted(complaint)));
        assertThat(of(there, "message-labels").path("groups")).isEmpty();
    }

    private static JsonNode of(Account account, String metric) {
        return account.legacy("POST", "/stats/metrics/" + metric)
                .query("from", "2026-03-02T00:00:00Z")
                .query("to", "2026-03-03T00:00:00Z")
                .send()
                .ok()
                .json();
    }

    private static JsonNode totalOf(Account account, String metric) {
        return of(account, metric).path("total");
    }

    @Test
    void theBusiestHoursAreThoseOfTheCallersClock() {
        JsonNode hours = metric("busiest-hours")
                .header("Timezone", "Europe/Berlin")
                .send()
                .ok()
                .json()
                .path("hours");
        assertThat(hours)
                .containsExactly(
                        Json.object("{'weekday':'MONDAY','hour':11,'count':2}"),
                        Json.object("{'weekday':'TUESDAY','hour':12,'count':1}"),
                        Json.object("{'weekday':'THURSDAY','hour':0,'count':1}"));
    }

    @Test
    void theFormerPeriodHasTheSameLengthAndEndsWhereThisOneBegins() {
        JsonNode previous = account.legacy("POST", "/stats/metrics/messages")
                .query("from", "2026-03-03T00:00:00Z")
                .query("to", "2026-03-04T00:00:00Z")
                .query("previous", true)
                .send()
                .ok()
                .json()
                .path("previous");
        assertThat(previous).isEqualTo(Json.object("""
                {'from':'2026-03-02T00:00:00.000Z','to':'2026-03-03T00:00:00.000Z','total':{'value':2.0,'counted':2},
                 'changePercent':-50.0,'isNew':false}
                """));
        JsonNode first =
                metric("messages").query("previous", true).send().ok().json().path("previous");
        assertThat(first.path("isNew").asBoolean()).isTrue();
        assertThat(first.has("changePercent")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-50, 50, 200", "-80, -20, 75", "-20, -80, -300", "50, -50, -200", "20, 25, 25"})
    void aChangeIsMeasuredByTheSizeOfTheEarlierValue(double before, double now, double percent) {
        Account fresh = SERVER.newAccount();
        fresh.report(Stream.of(
                        new Conversation("b", "telegram", "anna", "s1", Instant.parse("2026-03-02T10:00:00Z"))
                                .says("hi")
                                .with(m -> m.putObject("analytics").put("nps", before)),
                        new Conversation("b", "telegram", "anna", "s2", Instant.parse("2026-03-03T10:00:00Z"))
                                .says("hi")
                                .with(m -> m.putObject("analytics").put("nps", now)))
                .flatMap(each -> each.messages().stream())
                .toList());
        assertThat(fresh.legacy("POST", "/stats/metrics/score")
                        .query("from", "2026-03-03T00:00:00Z")
                        .query("to", "2026-03-04T00:00:00Z")
                        .query("previous", true)
                        .send()
                        .ok()
                        .json()
                        .at("/previous/changePercent")
                        .asDouble())
                .isEqualTo(percent);
    }

    @Test
    void filtersNarrowAMetric() {
        HttpAnswer answer = metric("messages")
                .json(Json.filters("{'key':'SESSION_ID','type':'CHECKBOX','options':['s1']}"))
                .send()
                .ok();
        assertThat(answer.json().path("total").path("counted").asLong()).isEqualTo(2);
        assertThat(answer.json().path("filterSetId").asString()).isNotEmpty();
    }

    @Test
    void everyMetricIsListedWithItsMeaningAndAnswers() {
        Account there = ParleyServer.shared().newAccount();
        there.report(
                conversation("2026-03-02T10:00:00Z", "anna", "s1").says("hello").messages());
        JsonNode english = there.legacy("GET", "/stats/metrics").send().ok().json();
        JsonNode russian = there.legacy("GET", "/stats/metrics")
                .header("language", "ru")
                .send()
                .ok()
                .json();
        assertThat(english.valueStream().map(metric -> metric.path("name").asString()))
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::wireName).toList());
        for (int i = 0; i < english.size(); i++) {
            assertThat(russian.get(i).path("definition"))
                    .isNotEqualTo(english.get(i).path("definition"));
            JsonNode answer = there.legacy(
                            "POST",
                            "/stats/metrics/" + english.get(i).path("name").asString())
                    .query("from", "2026-03-01T00:00:00Z")
                    .query("to", "2026-03-05T00:00:00Z")
                    .query("previous", true)
                    .send()
                    .ok()
                    .json();
            assertThat(answer.path("kind")).isEqualTo(english.get(i).path("kind"));
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        account.legacy("POST", "/stats/metrics/happiness")
                .send()
                .isRefused(
                        404,
                        ErrorCode.METRIC,
                        "metric",
                        "happiness",
                        "one of those that GET /api/v1/reporter/stats/metrics lists");
        String expected = "an ISO-8601 date-time with an offset";
        account.legacy("POST", "/stats/metrics/sessions")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "from", null, expected);
        account.legacy("POST", "/stats/metrics/sessions")
                .query("from", "2026-03-02T00:00:00Z")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "to", null, expected);
        account.legacy("POST", "/stats/metrics/sessions")
                .query("from", "2026-03-02T00:00:00Z")
                .query("to", "2026-03-02T00:00:00Z")
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "to",
                        "2026-03-02T00:00:00Z",
                        "an instant after 2026-03-02T00:00:00Z");
        metric("sessions")
                .query("previous", "maybe")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "previous", "\"maybe\"", "true or false");
        metric("sessions")
                .query("step", 0)
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "step", "0", "a number from 1 to 10000");
    }
}
