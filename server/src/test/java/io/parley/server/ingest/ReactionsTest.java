// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reactions to messages, and messages of operators, as separate records. */
@OnPostgresToo
class ReactionsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String REACTION =
            "{'botId':'bot-telegram','clientId':'anna','messageId':8123,'reaction':'👍','timestamp':'2026-03-01T10:00:00Z','questionId':'s-1'}";

    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @Test
    void aReactionMayComeBeforeItsMessageAndCountsOnce() {
        JsonNode outcome = send("[" + REACTION + "," + REACTION + "]").ok().json();
        assertThat(outcome).isEqualTo(Json.object("{'accepted':1,'duplicates':1,'refused':0,'errors':[]}"));
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        assertThat(send(REACTION).ok().json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(send(REACTION.replace("👍", "👎"))
                        .ok()
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(send(REACTION.replace("10:00", "11:00"))
                        .ok()
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(SERVER.post("/api/v1/ingest/reactions")
                        .bearer(account.ingestToken())
                        .body("application/x-ndjson", (REACTION + "\n" + REACTION).replace('\'', '"'))
                        .send()
                        .ok()
                        .json()
                        .path("duplicates")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeReadGoesToQuarantineAndHindersNoOther() {
        JsonNode outcome = send("[{'questionId':'q','botId':'b'}," + REACTION + "," + REACTION.replace("'👍'", "' '")
                        + "]")
                .ok()
                .json();
        assertThat(outcome.path("accepted").asInt()).isEqualTo(1);
        assertThat(outcome.path("errors")
                        .valueStream()
                        .map(error -> error.path("message").asString())
                        .toList())
                .containsExactly(
                        "clientId: got nothing, expected the client's id",
                        "reaction: got « », expected a text that is not blank");
        assertThat(account.v1("GET", "/ingest/quarantine")
                        .query("projectShortName", account.one().shortName())
                        .send()
                        .ok()
                        .each("records", "source"))
                .containsExactly("reactions", "reactions");
        send(REACTION.replace("'2026-03-01T10:00:00Z'", "null")).ok();
        account.v1("POST", "/ingest/reactions")
                .query("projectShortName", account.one().shortName())
                .json("1")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "body", "NUMBER", "a JSON array of records");
    }

    @Test
    void whatAnOperatorSaysIsAMessageOfItsOwn() {
        var conversation = new Conversation("telegram", "anna", "s")
                .says("help")
                .says("unasked")
                .with(message -> {
                    message.remove("question");
                    message.put("textAnswer", "Anna here, how can I help?");
                    message.put("isLivechat", true);
                    message.set("operatorInfo", Json.object("{'id':'op-1','firstName':'Vera'}"));
                });
        account.report(conversation.messages());
        account.report(conversation.messages());
        HttpAnswer dialog = account.legacy("GET", "/messages/by-session")
                .query("sessionId", "s")
                .send()
                .ok();
        assertThat(dialog.each("messages", "textAnswer"))
                .containsExactlyElementsOf(Arrays.asList(null, "Anna here, how can I help?"));
        assertThat(dialog.json().path("session").path("isLivechat").asBoolean()).isTrue();
        assertThat(dialog.json().path("session").path("questionCount").asInt()).isEqualTo(1);
        assertThat(dialog.json().path("messages").get(1).path("operatorInfo"))
                .isEqualTo(Json.object("{'id':'op-1','firstName':'Vera'}"));
    }

    private HttpAnswer send(String body) {
        return account.v1("POST", "/ingest/reactions")
                .query("projectShortName", account.one().shortName())
                .json(body.replace('\'', '"'))
                .send();
    }
}
