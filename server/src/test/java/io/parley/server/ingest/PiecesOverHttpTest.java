// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Single messages of conversations, which the server assembles. */
@OnPostgresToo
class PiecesOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String QUESTION =
            "{'id':'m-1','conversationId':'room','author':'client','botId':'b-1','channelType':'chatapi','client':{'id':'anna'},"
                    + "'timestamp':'2026-03-01T10:00:00Z','text':'Where is my order?'}";
    private static final String ANSWER =
            "{'id':'m-2','conversationId':'room','author':'BOT','botId':'b-1','channelType':'chatapi',"
                    + "'timestamp':'2026-03-01T10:00:02Z','replyTo':'m-1','text':'On its way.',"
                    + "'usage':{'models':['small-1'],'tools':['orders'],'inputTokens':812,'outputTokens':9,'cost':0.25}}";

    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @Test
    void anAnswerThatComesFirstJoinsItsQuestion() {
        assertThat(send(ANSWER)).isEqualTo(Json.object("{'accepted':1,'duplicates':0,'refused':0,'errors':[]}"));
        assertThat(dialog("room/2026-03-01T10:00:02Z").each("messages", "event"))
                .containsExactly("proactiveMessage");
        assertThat(send("[" + QUESTION + "," + ANSWER + "]"))
                .isEqualTo(Json.object("{'accepted':1,'duplicates':1,'refused':0,'errors':[]}"));
        HttpAnswer dialog = dialog("room/2026-03-01T10:00:00Z");
        assertThat(dialog.each("messages", "questionId")).containsExactly("room/m-1");
        assertThat(dialog.each("messages", "textAnswer")).containsExactly("On its way.");
        assertThat(dialog.json().at("/messages/0/usage"))
                .isEqualTo(Json.object(
                        "{'models':['small-1'],'tools':['orders'],'inputTokens':812,'outputTokens':9,'cost':0.25}"));
    }

    @Test
    void twoBotsMayNameTheirConversationsAlike() {
        send("[" + QUESTION + "," + QUESTION.replace("b-1", "b-2") + "]");
        HttpAnswer messages = account.v1("POST", "/reporter/messages/filter")
                .query("projectShortName", account.one().shortName())
                .send()
                .ok();
        assertThat(messages.each("messages", "botId")).containsExactlyInAnyOrder("b-1", "b-2");
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        JsonNode outcome = send("["
                + String.join(
                        ",",
                        QUESTION.replace("'text'", "'txt'"),
                        QUESTION.replace("'client',", "'nobody',"),
                        QUESTION.replace("'conversationId':'room',", "").replace("'client':{'id':'anna'},", ""),
                        ANSWER.replace("812", "-1"),
                        QUESTION.replace("'id':'m-1',", ""),
                        QUESTION.replace("2026", "1926"),
                        QUESTION)
                + "]");
        assertThat(outcome.path("accepted").asInt()).isEqualTo(1);
        assertThat(outcome.path("errors")
                        .valueStream()
                        .map(error -> error.path("message").asString())
                        .limit(5)
                        .toList())
                .containsExactly(
                        "text: got nothing, expected one of text, event and payload, for the piece says nothing else; not known: txt",
                        "author: got «nobody», expected one of CLIENT, BOT, OPERATOR, SYSTEM",
                        "conversationId: got nothing, expected one of conversationId, sessionId and client.id, by which pieces are assembled",
                        "usage.inputTokens: got «-1», expected a number of tokens from 0 to 1000000000000",
                        "id: got nothing, expected the id of the piece within its conversation");
        assertThat(outcome.at("/errors/5/message").asString()).startsWith("timestamp: got «1926-03-01T10:00:00Z»");
        assertThat(account.v1("GET", "/ingest/quarantine")
                        .query("projectShortName", account.one().shortName())
                        .send()
                        .ok()
                        .each("records", "source"))
                .containsOnly("pieces")
                .hasSize(6);
    }

    @Test
    void unknownMembersAreNamed() {
        JsonNode outcome = send(QUESTION.replace("'text'", "'mood':1,'text'"));
        assertThat(outcome.at("/warnings/0/unknownMembers")).isEqualTo(Json.read("[\"mood\"]"));
    }

    @Test
    void whatAnOperatorWritesIsATransferAndAMessage() {
        send(
                "[" + QUESTION + ","
                        + "{'id':'o-1','conversationId':'room','author':'operator','botId':'b-1','channelType':'chatapi',"
                        + "'timestamp':'2026-03-01T10:05:00Z','text':'Olga here','operatorInfo':{'id':'o','firstName':'Olga'}}]");
        HttpAnswer dialog = dialog("room/2026-03-01T10:00:00Z");
        assertThat(dialog.each("messages", "textAnswer")).containsExactlyElementsOf(Arrays.asList(null, "Olga here"));
        assertThat(dialog.json().at("/session/isLivechat").asBoolean()).isTrue();
    }

    @Test
    void modelsAndToolsAreFilters() {
        send("[" + QUESTION + "," + ANSWER + "]");
        for (String filter : new String[] {"MODEL small-1", "TOOL orders", "MODEL other"}) {
            String[] words = filter.split(" ");
            HttpAnswer messages = account.v1("POST", "/reporter/messages/filter")
                    .query("projectShortName", account.one().shortName())
                    .json(Json.filters("{'key':'" + words[0] + "','type':'CHECKBOX','options':['" + words[1] + "']}"))
                    .send()
                    .ok();
            assertThat(messages.each("messages", "questionId")).as(filter).hasSize(words[1].equals("other") ? 0 : 1);
        }
    }

    private JsonNode send(String records) {
        return account.v1("POST", "/ingest/pieces")
                .query("projectShortName", account.one().shortName())
                .json(records.replace('\'', '"'))
                .send()
                .ok()
                .json();
    }

    private HttpAnswer dialog(String session) {
        return account.legacy("GET", "/messages/by-session")
                .query("sessionId", session)
                .send()
                .ok();
    }
}
