// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The other calls of a JAICF bot. */
class ExternalBotTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    @Test
    void aProjectWithoutMessagesHasNoChannels() {
        assertThat(SERVER.get(path("channels")).send().ok().json()).isEqualTo(Json.read("[]"));
    }

    @Test
    void eachChannelHasAllThirteenKeysThatTheFrameworkNeedsAlsoThoseThatAreNull() {
        CapturedLogs.send(SERVER, account, CapturedLogs.LOGS.get(0));
        account.report(
                account.two(),
                new Conversation("telegram", "anna", "elsewhere").says("hi").messages());
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        HttpAnswer answer = SERVER.get(path("channels")).send().ok();
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json()).hasSize(2);
        for (JsonNode channel : answer.json()) {
            assertThat(channel.propertyNames())
                    .containsExactlyInAnyOrder(
                            "channel",
                            "accountId",
                            "channelType",
                            "liveChatId",
                            "botToken",
                            "fromYml",
                            "customParameters",
                            "proxyMode",
                            "proxyWebhookUrl",
                            "tariffBlocked",
                            "phraseCount",
                            "knowledgeBasePhraseCount",
                            "externalBotToken");
            assertThat(channel.path("accountId").asString()).isEqualTo(Long.toString(account.id()));
            assertThat(channel.path("liveChatId").isNull()).isTrue();
            assertThat(channel.path("proxyWebhookUrl").isNull()).isTrue();
            assertThat(channel.path("externalBotToken").isNull()).isTrue();
        }
        assertThat(answer.json().get(0).path("channel").asString()).isEqualTo("1000001-probe-1000001-aBc-11");
        assertThat(answer.json().get(0).path("channelType").asString()).isEqualTo("CHATAPI");
        assertThat(answer.json().get(1).path("channelType").asString()).isEqualTo("TELEGRAM");
    }

    @Test
    void aSwitchToAnOperatorIsTakenBeforeOrAfterItsMessageAndMoreThanOnce() {
        for (String body : CapturedLogs.SWITCHES) {
            assertThat(SERVER.post(path("initLiveChatSwitch"))
                            .json(body)
                            .send()
                            .ok()
                            .json())
                    .isEqualTo(Json.object("{}"));
        }
        CapturedLogs.LOGS.subList(9, 14).forEach(log -> CapturedLogs.send(SERVER, account, log));
        for (String body : CapturedLogs.SWITCHES) {
            SERVER.post(path("initLiveChatSwitch")).json(body).send().ok();
        }
        assertThat(account.legacy("POST", "/sessions/filter").send().ok().totalCount())
                .isEqualTo(1);
    }

    @Test
    void aSwitchWithoutARequestOrSessionIsRefusedAndKept() {
        SERVER.post(path("initLiveChatSwitch"))
                .json("{\"sessionId\":\"s\"}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "request", null, "the client's request");
        SERVER.post(path("initLiveChatSwitch"))
                .json(Json.object("{}")
                        .set(
                                "request",
                                Json.read(CapturedLogs.SWITCHES.getFirst()).path("request")))
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of the session");
        SERVER.post(path("initLiveChatSwitch"))
                .json("{\"sessionId\":\"s\",\"request\":{\"botId\":\"b\",\"channelType\":\"chatapi\"}}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "request.channelUserId", null, "the client's id");
        assertThat(SERVER.get("/api/v1/ingest/quarantine")
                        .bearer(account.ingestToken())
                        .send()
                        .ok()
                        .each("records", "source"))
                .containsExactly("initLiveChatSwitch", "initLiveChatSwitch", "initLiveChatSwitch");
    }

    private String path(String call) {
        return "/restapi/external-bot/" + account.ingestToken() + "/" + call;
    }
}
