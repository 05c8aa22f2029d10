// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.problem.Problem;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Answer;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times are read in many forms, believed within bounds, and found by what a row shows. */
@OnPostgresToo
class ReportedTimesTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void furnish() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-20T10:00:00+0000\"",
                "\"2026-11-20 10:00:00Z\"",
                "\"2026-11-20T13:00:00+03\"",
                "\"1795168800000\"",
                "1795168800000",
                "1.7951688E12",
                "1795168800000.0"
            })
    void aTimeInAnyFormIsTheSameMoment(String timestamp) {
        ObjectNode message = message().set("timestamp", Json.read(timestamp));
        report(List.of(message));
        assertThat(times()).containsExactly("2026-11-20T10:00:00.000Z");
        assertThat(found("2026-11-20 10:00:00Z", "1795168800000")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1795937931, seconds",
        "'\"1795937931\"', seconds",
        "1795937931.25, seconds",
        "1795937931000000, microseconds",
        "1795937931000000000, nanoseconds"
    })
    void aTimeInAnotherUnitIsRefusedWithAGuess(String timestamp, String unit) {
        String words = timestamp.replace("\"", "") + " looks like " + unit + "; milliseconds or ISO-8601 are expected";
        for (String call : List.of("messages", "statuses", "reactions")) {
            String record = switch (call) {
                case "messages" -> message().toString();
                case "statuses" -> "{\"questionId\":\"q\",\"status\":\"SENT\",\"timestamp\":0}";
                default ->
                    "{\"botId\":\"b\",\"clientId\":\"c\",\"messageId\":\"m\",\"reaction\":\"+\",\"timestamp\":0}";
            };
            ObjectNode sent = ((ObjectNode) Json.read(record)).set("timestamp", Json.read(timestamp));
            Answer answer = SERVER.post("/api/v1/ingest/" + call)
                    .bearer(account.ingestToken())
                    .json(sent)
                    .send()
                    .ok();
            assertThat(answer.each("errors", "error")).containsExactly(Problem.INVALID_DATE.code());
            assertThat(answer.each("errors", "message").getFirst())
                    .startsWith("timestamp: ")
                    .contains(words);
        }
        assertThat(quarantined()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"1999-12-31T23:59:59.999Z\"", "\"9999-12-31T23:59:59Z\""})
    void aTimeThatCannotBeIsRefused(String timestamp) {
        ObjectNode message = message().set("timestamp", Json.read(timestamp));
        assertThat(report(List.of(message)).path("refused").asInt()).isEqualTo(1);
        assertThat(times()).isEmpty();
    }

    @Test
    void aClockMayBeADayAheadAndNoMore() {
        ObjectNode tomorrow = message()
                .put("timestamp", Instant.now().plus(Duration.ofHours(23)).toString());
        ObjectNode later = message()
                .put("questionId", "later")
                .put("timestamp", Instant.now().plus(Duration.ofHours(25)).toString());
        assertThat(report(List.of(tomorrow, later)).path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void theBoundsAreSettings() {
        try (ParleyServer lenient = ParleyServer.start(
                ServerEngine.USUAL,
                "--parley.reported-times.earliest=1990-01-01T00:00:00Z",
                "--parley.reported-times.ahead=10d")) {
            Account there = lenient.newAccount();
            ObjectNode old = message().put("timestamp", "1991-01-01T00:00:00Z");
            ObjectNode ahead = message()
                    .put("questionId", "ahead")
                    .put("timestamp", Instant.now().plus(Duration.ofDays(9)).toString());
            assertThat(there.report(List.of(old, ahead)).path("accepted").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aLogOfABotInSecondsIsRefusedAndKept() {
        ObjectNode log = CapturedLogs.log(1).put("timestamp", 1795168860);
        SERVER.post("/restapi/external-bot/" + account.ingestToken() + "/processLogs")
                .json(log)
                .send()
                .isRefused(400, Problem.INVALID_DATE);
        SERVER.post("/restapi/external-bot/" + account.ingestToken() + "/initLiveChatSwitch")
                .json(Json.object("{'sessionId':'s','request':{'botId':'b','channelType':'t','channelUserId':'c',"
                        + "'timestamp':'1795168860000.0'}}"))
                .send()
                .isRefused(400, Problem.INVALID_DATE);
        assertThat(quarantined()).isEqualTo(2);
    }

    @Test
    void theTimeThatARowShowsFindsTheRowInListsChartsAndMetrics() {
        report(List.of(
                message().put("timestamp", "2026-11-20T10:00:00.123456Z"),
                message().put("questionId", "last").put("timestamp", "2026-11-20T23:59:59.9995Z")));
        assertThat(found("2026-11-20T10:00:00.123Z", "2026-11-20T10:00:00.123Z"))
                .isEqualTo(1);
        assertThat(found("2026-11-20T10:00:00.123457Z", "2026-11-20T10:00:00.123Z"))
                .isZero();
        assertThat(found("2026-11-20T10:00:00.123Z", "2026-11-20T10:00:00.123455Z"))
                .isZero();
        String day = Json.filters("{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-11-20T00:00:00Z',"
                + "'to':'2026-11-20T23:59:59.999Z'}");
        assertThat(account.legacy("POST", "/messages/filter")
                        .json(day)
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(2);
        assertThat(account.legacy("POST", "/stats/messages/with-advanced-filters")
                        .json(day)
                        .send()
                        .ok()
                        .json()
                        .path("totalCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(account.legacy("POST", "/stats/metrics/messages")
                        .query("from", "2026-11-20T00:00:00Z")
                        .query("to", "2026-11-21T00:00:00Z")
                        .json(day)
                        .send()
                        .ok()
                        .json()
                        .at("/total/counted")
                        .asInt())
                .isEqualTo(2);
        assertThat(account.legacy("GET", "/messages/by-client")
                        .query("botId", "bot-telegram")
                        .query("clientId", "anna")
                        .query("startTime", "2026-11-20T13:00:00.123+0300")
                        .query("endTime", "1795168800123")
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(1);
    }

    /** The answer to a batch, of which some records may be refused. */
    private JsonNode report(List<?> messages) {
        return SERVER.post("/api/v1/ingest/messages")
                .bearer(account.ingestToken())
                .json(messages)
                .send()
                .ok()
                .json();
    }

    private static ObjectNode message() {
        return new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
    }

    private List<String> times() {
        return account.legacy("POST", "/messages/filter").send().ok().each("messages", "timestamp");
    }

    private long found(String from, String to) {
        return account.v1("POST", "/reporter/messages/filter")
                .json(Json.filters(
                        "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'" + from + "','to':'" + to + "'}"))
                .send()
                .ok()
                .totalCount();
    }

    private long quarantined() {
        return SERVER.get("/api/v1/ingest/quarantine")
                .bearer(account.ingestToken())
                .send()
                .ok()
                .totalCount();
    }
}
