// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The log's body has grown over the versions; missing or invalid members do not invalidate a message. */
class OlderFrameworksTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = CapturedLogs.account(SERVER);
    }

    /** Removes what 0.7 (October 2020) did not have. */
    private static ObjectNode first(ObjectNode log) {
        log.remove(List.of("sessionId", "isNewSession", "isNewUser", "channelData", "exception"));
        ((ObjectNode) log.path("response").path("responseData")).remove("analytics");
        ((ObjectNode) log.path("response").path("responseData")).putNull("sessionId");
        return log;
    }

    @Test
    void aBotThatNamesNoSessionsGetsThemCutAfterHalfAnHourOfSilence() {
        ObjectNode early = first(CapturedLogs.log(0));
        ObjectNode soon = first(CapturedLogs.log(1));
        ObjectNode late = first(CapturedLogs.log(2))
                .put("timestamp", CapturedLogs.log(1).path("timestamp").asLong() + 31 * 60_000);
        // Out of order, as bots send them.
        Stream.of(late, soon, early).forEach(log -> CapturedLogs.send(SERVER, account, log.toString()));
        HttpAnswer sessions = account.legacy("POST", "/sessions/filter").send().ok();
        assertThat(sessions.each("sessions", "sessionId"))
                .containsExactly(
                        "idle-" + late.path("questionId").asString(),
                        "idle-" + early.path("questionId").asString());
        assertThat(account.legacy("GET", "/messages/by-session")
                        .query("sessionId", "idle-" + early.path("questionId").asString())
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("/start", "what is my balance");
    }

    static Stream<Arguments> variants() {
        return Stream.of(
                variant("no session", log -> log.remove(List.of("sessionId", "isNewSession"))),
                variant("a session that is null", log -> log.putNull("sessionId")),
                variant("a blank session", log -> log.put("sessionId", " ")),
                variant("no new user", log -> log.remove("isNewUser")),
                variant("no channel data", log -> log.remove("channelData")),
                variant("channel data of another kind", log -> log.put("channelData", "none")),
                variant("an exception", log -> log.put("exception", "java.lang.Error: boom")),
                variant("no analytics", log -> response(log).remove("analytics")),
                variant("analytics of another kind", log -> response(log).put("analytics", 5)),
                variant(
                        "odd notes",
                        log -> response(log)
                                .set(
                                        "analytics",
                                        Json.object(
                                                "{'sessionResult':{},'sessionData':[1],'sessionLabels':'vip','messageLabels':[7,{'groupName':'Topic'}],'comment':4}"))),
                variant("no session in the response", log -> response(log).putNull("sessionId")),
                variant(
                        "a carousel without a state",
                        log -> log.set(
                                "response",
                                Json.object(
                                        "{'responseData':{'replies':[{'type':'carousel','text':'Pick','content':[]},{'type':'text','text':'Your balance is 42'}]}}"))),
                variant("no bot but its id", log -> log.remove(List.of("bot", "channel"))),
                variant("no id but the bot", log -> log.remove(List.of("botId", "channelType"))),
                variant("a user that is null", log -> log.putNull("user")),
                variant("no user", log -> log.remove("user")),
                variant("no processing time", log -> log.remove("processingTime")),
                variant("a processing time that is none", log -> log.put("processingTime", "fast")),
                variant("a timestamp as text", log -> log.put("timestamp", "2026-11-22T13:06:51.180Z")),
                variant("no understanding", log -> log.remove("nlpInfo")),
                variant("an understanding of another kind", log -> log.put("nlpInfo", true)),
                variant(
                        "members unheard of",
                        log -> log.put("tomorrow", 1).putObject("next").put("a", "b")));
    }

    private static Arguments variant(String name, Consumer<ObjectNode> change) {
        return Arguments.argumentSet(name, change);
    }

    private static ObjectNode response(ObjectNode log) {
        return (ObjectNode) log.path("response").path("responseData");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aVariantIsTakenAndKeepsWhatWasSaidAndByWhom(Consumer<ObjectNode> change) {
        ObjectNode log = CapturedLogs.log(1);
        change.accept(log);
        CapturedLogs.send(SERVER, account, log.toString());
        CapturedLogs.send(SERVER, account, log.toString());
        HttpAnswer answer = account.legacy("POST", "/messages/filter").send().ok();
        assertThat(answer.totalCount()).isEqualTo(1);
        JsonNode message = answer.json().path("messages").get(0);
        assertThat(message.path("question").asString()).isEqualTo("what is my balance");
        assertThat(message.path("textAnswer").asString()).isEqualTo("Your balance is 42");
        assertThat(message.path("client").path("id").asString()).isEqualTo("anna");
        assertThat(message.path("botId").asString()).isEqualTo("1000001-probe-1000001-aBc-11");
        assertThat(message.path("channelType").asString()).isEqualTo("chatapi");
    }

    @Test
    void aLogWithoutAnIdSentTwiceIsStillOneMessage() {
        ObjectNode log = CapturedLogs.log(1);
        log.remove("questionId");
        CapturedLogs.send(SERVER, account, log.toString());
        CapturedLogs.send(SERVER, account, log.toString());
        assertThat(account.legacy("POST", "/messages/filter").send().ok().totalCount())
                .isEqualTo(1);
    }

    @Test
    void oneTurnFromTheTestWidgetMarksNothingElse() {
        ObjectNode log = CapturedLogs.log(15);
        ((ObjectNode) log.path("request").path("data")).put("isTestChannel", true);
        CapturedLogs.send(SERVER, account, log.toString());
        assertThat(account.legacy("POST", "/messages/filter")
                        .send()
                        .ok()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("data")
                        .path("isTestChannel")
                        .asBoolean())
                .isTrue();
    }
}
