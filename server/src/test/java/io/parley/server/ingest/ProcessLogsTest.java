// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Logs of a real bot become messages, sessions and clients. */
class ProcessLogsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;
    private static Map<String, JsonNode> messages;
    private static Map<String, JsonNode> sessions;

    @BeforeAll
    static void sendAll() {
        account = CapturedLogs.account(SERVER);
        CapturedLogs.LOGS.forEach(log -> CapturedLogs.send(SERVER, account, log));
        messages = byId(
                account.legacy("POST", "/messages/filter")
                        .query("size", 1000)
                        .extras()
                        .send()
                        .ok(),
                "messages",
                "questionId");
        sessions = byId(
                account.legacy("POST", "/sessions/filter")
                        .query("size", 1000)
                        .query("needToReturnSessionLabels", true)
                        .query("needToReturnSessionData", true)
                        .send()
                        .ok(),
                "sessions",
                "sessionId");
    }

    private static Map<String, JsonNode> byId(HttpAnswer answer, String list, String id) {
        return answer.json()
                .path(list)
                .valueStream()
                .collect(Collectors.toMap(element -> element.path(id).asString(), element -> element));
    }

    private static JsonNode message(int log) {
        return found(messages, CapturedLogs.log(log).path("questionId").asString());
    }

    private static JsonNode found(Map<String, JsonNode> elements, String id) {
        return Objects.requireNonNull(elements.get(id), () -> "no " + id + " among " + elements.keySet());
    }

    @Test
    void eachLogIsOneMessageAndEachSessionIdOneSession() {
        assertThat(messages).hasSize(25);
        assertThat(sessions).hasSize(9);
        assertThat(sessions.values().stream()
                        .map(s -> s.path("client").path("id").asString())
                        .distinct())
                .containsExactlyInAnyOrder("anna", "boris", "carol", "471177", "471178", "77", "frank");
    }

    @Test
    void aQueryKeepsEverythingThatTheLogSays() {
        JsonNode message = message(1);
        assertThat(message.path("question").asString()).isEqualTo("what is my balance");
        assertThat(message.has("event")).isFalse();
        assertThat(message.path("timestamp").asString())
                .as("1795352811180 less 13 ms of work")
                .isEqualTo("2026-11-22T13:06:51.167Z");
        assertThat(message.path("processingTime").asInt()).isEqualTo(13);
        assertThat(message.path("textAnswer").asString()).isEqualTo("Your balance is 42");
        assertThat(message.path("sessionId").asString()).isEqualTo(CapturedLogs.FIRST_SESSION);
        assertThat(message.path("botId").asString()).isEqualTo("1000001-probe-1000001-aBc-11");
        assertThat(message.path("channelType").asString()).isEqualTo("chatapi");
        assertThat(message.path("client"))
                .isEqualTo(Json.object("{'id':'anna','firstName':'Anna','lastName':'Probe','username':'anna_anna'}"));
        assertThat(message.path("nlpInfo")).isEqualTo(Json.object("""
                {'nlpState':'/balance','nlpClass':'/balance','fromState':'/start','confidence':0.8700000047683716,
                 'rule':'Balance','ruleType':'keywordIntentActivator'}
                """));
        assertThat(message.path("requestData")).isEqualTo(Json.object("{'livechatStatus':{'enabled':false}}"));
        assertThat(message.path("data")).isEqualTo(Json.object("{'livechatStatus':{'enabled':false}}"));
        assertThat(message.path("responseData"))
                .isEqualTo(CapturedLogs.log(1).path("response").path("responseData"));
        assertThat(message.has("exception")).isFalse();
        assertThat(message.has("isCallIncoming")).isFalse();
    }

    @Test
    void whatTheScriptNotedBecomesResultDataLabelsAndComment() {
        JsonNode message = message(1);
        assertThat(message.path("comment").asString()).isEqualTo("asked for balance");
        assertThat(message.path("labels")).hasSize(1);
        assertThat(message.path("labels").get(0).path("name").asString()).isEqualTo("Finance");
        assertThat(message.path("labels").get(0).path("group").path("name").asString())
                .isEqualTo("Topic");
        JsonNode session = found(sessions, CapturedLogs.FIRST_SESSION);
        assertThat(session.path("sessionResult").asString()).isEqualTo("Balance told");
        assertThat(session.path("sessionData")).isEqualTo(Json.object("{'Product':'Debit card'}"));
        assertThat(session.path("labels"))
                .as("«retail» is not in the catalogue")
                .hasSize(1);
        assertThat(session.path("labels").get(0).path("name").asString()).isEqualTo("vip");
        assertThat(session.path("firstQuestion").asString()).isEqualTo("what is my balance");
        assertThat(session.path("lastQuestion").asString()).isEqualTo("bye");
        assertThat(session.path("questionCount").asInt())
                .as("neither /start nor the event")
                .isEqualTo(6);
        assertThat(session.path("startTime").asString()).isEqualTo("2026-11-22T13:06:51.011Z");
        assertThat(session.path("duration").asLong()).isEqualTo(1795352811553L - 3 - (1795352811064L - 53));
    }

    @Test
    void anEventIsNoQuestion() {
        assertThat(message(2).path("event").asString()).isEqualTo("sampleEvent");
        assertThat(message(2).has("question")).isFalse();
        assertThat(message(2).path("nlpInfo").path("fromState").asString()).isEqualTo("/balance");
        assertThat(message(2).path("nlpInfo").path("nlpState").asString())
                .as("the last reply's state")
                .isEqualTo("/event/next");
    }

    @Test
    void textsOfSeveralRepliesAreJoinedByABlankLine() {
        assertThat(message(2).path("textAnswer").asString()).isEqualTo("Event received\n\nand moved on");
        assertThat(message(3).path("question").asString()).isEqualTo("абракадабра 🙂");
    }

    @Test
    void anErrorLeavesTheTextBeforeItAndTheStateOutOfTheDebugText() {
        JsonNode message = message(4);
        assertThat(message.path("textAnswer").asString()).isEqualTo("before the error");
        assertThat(message.path("nlpInfo").path("nlpState").asString()).isEqualTo("/boom");
        assertThat(message.path("exception").asString())
                .startsWith("java.lang.IllegalStateException: probe failure\n\tat probe.BotKt");
    }

    @Test
    void aTurnWithoutWordsHasNoAnswer() {
        assertThat(message(6).has("textAnswer")).as("silent").isFalse();
        assertThat(message(16).has("textAnswer")).as("audio and carousel").isFalse();
        assertThat(message(16).path("nlpInfo").path("nlpState").asString()).isEqualTo("/media");
    }

    @Test
    void aTurnThatNothingHandledSaysOnlyWhereItCameFrom() {
        assertThat(message(23).path("nlpInfo")).isEqualTo(Json.object("{'fromState':'/'}"));
        assertThat(message(23).path("question").asString()).isEqualTo("unmatched");
    }

    @Test
    void aCallKeepsItsRecordingItsDirectionAndWhatWasHeard() {
        JsonNode message = message(20);
        assertThat(message.path("isCallIncoming").asBoolean()).isTrue();
        assertThat(message.path("audioFileUrl").asString())
                .isEqualTo("1000001/2026-11-22/13/471177/10-24-33.198-nkOp2");
        assertThat(message.path("utterancesJson"))
                .isEqualTo(Json.object("{}")
                        .set(
                                "utterances",
                                CapturedLogs.log(20).path("channelData").path("utterances")));
        JsonNode session = found(sessions, message.path("sessionId").asString());
        assertThat(session.path("isCallIncoming").asBoolean()).isTrue();
        assertThat(session.path("questionCount").asInt()).isEqualTo(2);
        assertThat(session.path("firstQuestion").asString()).isEqualTo("hello");
    }

    @Test
    void aForeignChannelsSessionIdIsKeptAsItIs() {
        assertThat(message(22).path("sessionId").asString())
                .isEqualTo("foreign-client-e7426720-7a7b-4a60-a08d-aa765d3f54d3");
        assertThat(message(22).path("client").path("id").asString()).isEqualTo("77");
    }

    @Test
    void theTokenMayBePercentEncodedAndThePathBeginWithTwoSlashes() {
        Account other = CapturedLogs.account(SERVER);
        String encoded = other.ingestToken().replace(":", "%3A");
        SERVER.post("/restapi/external-bot/" + encoded + "/processLogs")
                .json(CapturedLogs.LOGS.get(0))
                .send()
                .ok();
        SERVER.post("//restapi/external-bot/" + other.ingestToken() + "/processLogs")
                .json(CapturedLogs.LOGS.get(1))
                .send()
                .ok();
        SERVER.post("/restapi/external-bot/" + other.ingestToken() + "/processLogs")
                .body("application/json", CapturedLogs.LOGS.get(2))
                .gzip()
                .send()
                .ok();
        assertThat(other.legacy("POST", "/messages/filter").send().ok().totalCount())
                .isEqualTo(3);
    }

    @Test
    void whatIsNoLogIsRefusedAndKept() {
        Account other = SERVER.newAccount();
        String path = "/restapi/external-bot/" + other.ingestToken() + "/processLogs";
        SERVER.post(path).json("{\"botId\":").send().isRefused(400, ErrorCode.MALFORMED_JSON);
        SERVER.post(path).json("[]").send().isRefused(400, ErrorCode.WRONG_TYPE, "body", "[]", "a JSON object");
        SERVER.post(path)
                .json(CapturedLogs.log(0).without(List.of("botId", "bot")))
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId", null, "the id of the channel");
        SERVER.post(path)
                .json(CapturedLogs.log(0).without("timestamp"))
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "timestamp", null, "epoch milliseconds");
        SERVER.post(path).send().isRefused(400, ErrorCode.MALFORMED_JSON, "body", "nothing", "a JSON text");
        HttpAnswer kept = SERVER.get("/api/v1/ingest/quarantine")
                .bearer(other.ingestToken())
                .send()
                .ok();
        assertThat(kept.totalCount()).isEqualTo(5);
        assertThat(kept.each("records", "source")).containsOnly("processLogs");
        assertThat(kept.each("records", "body").subList(3, 5)).containsExactly("[]", "{\"botId\":");
        assertThat(other.legacy("POST", "/messages/filter").send().ok().totalCount())
                .isZero();
    }
}
