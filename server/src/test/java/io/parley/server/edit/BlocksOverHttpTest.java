// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.TokenKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@OnPostgresToo
class BlocksOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();

    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @Test
    void aBotLearnsThatAClientIsBlockedAndWhyAndThatNoMore() {
        Instant before = Instant.now();
        assertThat(change("block", "bot-telegram", "anna")
                        .json("{\"blockReason\":\"spam\",\"blockedBy\":7}")
                        .send()
                        .ok()
                        .bytes())
                .isEmpty();
        ObjectNode state = (ObjectNode) state("anna", "bot-telegram");
        Instant blocked = Instant.parse(state.remove("blockDate").asString());
        assertThat(blocked).isBetween(before.minusMillis(1), Instant.now());
        assertThat(state)
                .isEqualTo(Json.object("{'clientId':'anna','isBlocked':true,'blockReason':'spam','blockedBy':7}"));
        assertThat(state("anna", null).path("isBlocked").asBoolean()).isTrue();
        assertThat(state("anna", "another bot").path("isBlocked").asBoolean()).isFalse();
        assertThat(state("boris", null)).isEqualTo(Json.object("{'clientId':'boris','isBlocked':false}"));

        change("block", "bot-telegram", "anna").send().ok();
        assertThat(state("anna", null).propertyNames()).containsExactlyInAnyOrder("clientId", "isBlocked", "blockDate");
        assertThat(change("unblock", "bot-telegram", "anna").send().ok().bytes())
                .isEmpty();
        change("unblock", "bot-telegram", "anna")
                .json("{\"blockedBy\":7}")
                .send()
                .ok();
        assertThat(state("anna", null)).isEqualTo(Json.object("{'clientId':'anna','isBlocked':false}"));
    }

    @Test
    void theFormInWhichJaicfNamesItsUsersMeansTheSameClient() {
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        change("block", "bot-telegram", "telegram-bot-telegram-anna").send().ok();
        assertThat(state("anna", null).path("isBlocked").asBoolean()).isTrue();
        assertThat(state("telegram-bot-telegram-anna", null).path("clientId").asString())
                .isEqualTo("anna");
        assertThat(state("telegram-bot-telegram-anna", "bot-telegram")
                        .path("isBlocked")
                        .asBoolean())
                .isTrue();
        change("unblock", "bot-telegram", "Telegram-bot-telegram-anna").send().ok();
        assertThat(state("anna", null).path("isBlocked").asBoolean()).isFalse();
    }

    @Test
    void whatABlockedClientSaysIsKept() {
        change("block", "bot-telegram", "anna").send().ok();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        assertThat(account.legacy("POST", "/messages/filter").send().ok().totalCount())
                .isEqualTo(1);
    }

    @Test
    void listsShowWhoIsBlockedAndWhy() {
        account.report(new Conversation("telegram", "anna", "s1").says("hi").messages());
        account.report(new Conversation("telegram", "boris", "s2").says("hi").messages());
        change("block", "bot-telegram", "anna")
                .json("{\"blockReason\":\"spam\",\"blockedBy\":7}")
                .send()
                .ok();
        for (JsonNode client :
                account.legacy("POST", "/clients/filter").send().ok().json().path("clients")) {
            boolean anna = client.path("id").asString().equals("anna");
            assertThat(client.path("isBlocked").asBoolean()).isEqualTo(anna);
            assertThat(client.path("blockReason").asString("none")).isEqualTo(anna ? "spam" : "none");
            assertThat(client.has("blockDate")).isEqualTo(anna);
        }
        JsonNode client = account.legacy("GET", "/messages/by-client")
                .query("botId", "bot-telegram")
                .query("clientId", "anna")
                .send()
                .ok()
                .json()
                .path("client");
        assertThat(client.path("blockedBy").asLong()).isEqualTo(7);
    }

    @Test
    void whatIsMissingOrWrongIsRefusedByName() {
        for (String verb : new String[] {"block", "unblock"}) {
            String path = "/reporter/clients/" + verb;
            account.v1("POST", path)
                    .query("botId", "b")
                    .query("clientId", "c")
                    .send()
                    .isRefused(
                            400,
                            ErrorCode.MISSING_FIELD,
                            "projectShortName",
                            null,
                            "the short name of the project, because this caller reaches 2 of them");
            account.legacy("POST", "/clients/" + verb)
                    .query("clientId", "c")
                    .send()
                    .isRefused(400, ErrorCode.MISSING_FIELD, "botId", null, "the id of the client's channel");
            account.legacy("POST", "/clients/" + verb)
                    .query("botId", "b")
                    .send()
                    .isRefused(400, ErrorCode.MISSING_FIELD, "clientId", null, "the client's id");
        }
        change("block", "b", "c")
                .json("{\"blockedBy\":\"me\"}")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "blockedBy", "\"me\"", "an integer");
        change("block", "b", "c")
                .json("{\"blockReason\":[]}")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "blockReason", "[]", "a text");
        change("block", "b", "c").json("[]").send().isRefused(400, ErrorCode.WRONG_TYPE, "body", "[]", "a JSON object");
    }

    @Test
    void aBlockIsOfOneProjectAndItsBotsOnly() {
        account.legacy("POST", "/clients/block")
                .query("botId", "b")
                .query("clientId", "anna")
                .send()
                .ok();
        assertThat(state("anna", null).path("isBlocked").asBoolean()).isTrue();
        String ofTwo = account.newToken(TokenKind.INGEST, account.two());
        assertThat(SERVER.get("/restapi/external-bot/" + ofTwo + "/clients/anna")
                        .send()
                        .ok()
                        .json()
                        .path("isBlocked")
                        .asBoolean())
                .isFalse();
        SERVER.get("/restapi/external-bot/" + account.projectToken() + "/clients/anna")
                .send()
                .isRefused(401, ErrorCode.TOKEN_INVALID);
        SERVER.newAccount()
                .v1("POST", "/reporter/clients/unblock")
                .query("projectShortName", account.one().shortName())
                .query("botId", "b")
                .query("clientId", "anna")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    private HttpCall change(String verb, String botId, String clientId) {
        return account.v1("POST", "/reporter/clients/" + verb)
                .query("projectShortName", account.one().shortName())
                .query("botId", botId)
                .query("clientId", clientId);
    }

    private JsonNode state(String clientId, @Nullable String botId) {
        HttpCall call = SERVER.get("/restapi/external-bot/" + account.ingestToken() + "/clients/" + clientId);
        return (botId == null ? call : call.query("botId", botId)).send().ok().json();
    }
}
