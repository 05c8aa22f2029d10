// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnPostgresToo
class TokensOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    private HttpCall creating(String token) {
        return account.v1("POST", "/tokens").json(Json.object(token));
    }

    private JsonNode listed(long id) {
        return account.v1("GET", "/tokens")
                .send()
                .ok()
                .json()
                .valueStream()
                .filter(token -> token.path("id").asLong() == id)
                .findFirst()
                .orElse(Json.object("{}"));
    }

    @Test
    void aTokenIsShownOnceWorksAndEndsWhenItIsRevoked() {
        try (LogCapture log = new LogCapture()) {
            JsonNode made = creating("{'kind':'ingest','name':'bot','projectShortName':'"
                            + account.two().shortName() + "'}")
                    .send()
                    .ok()
                    .json();
            String secret = made.path("token").asString();
            long id = made.path("id").asLong();
            assertThat(secret).matches("[A-Za-z0-9]{8}:[0-9a-f]{40}");
            assertThat(made.path("projectShortName").asString())
                    .isEqualTo(account.two().shortName());
            assertThat(made.has("createdBy")).isFalse();
            assertThat(listed(id).propertyNames())
                    .containsExactlyInAnyOrder("id", "kind", "name", "projectShortName", "createdAt");

            String channels = "/restapi/external-bot/" + secret + "/channels";
            SERVER.get(channels).send().ok();
            assertThat(listed(id).path("lastUsedAt").asString("")).matches("20.*Z");
            account.v1("DELETE", "/tokens/" + id).send().ok();
            SERVER.get(channels).send().isRefused(401, ErrorCode.TOKEN_INVALID);
            assertThat(listed(id)).isEmpty();
            account.v1("DELETE", "/tokens/" + id)
                    .send()
                    .isRefused(
                            404,
                            ErrorCode.TOKEN,
                            "id",
                            "" + id,
                            "the id of a token of this account that was not revoked");
            assertThat(log.lines()).noneMatch(line -> line.contains(secret));
        }
    }

    @Test
    void aUnifiedTokenIsForAllProjects() {
        String secret = creating("{'kind':'UNIFIED','name':'script'}")
                .send()
                .ok()
                .json()
                .path("token")
                .asString();
        assertThat(secret).matches("prl_[A-Za-z0-9]{40}[0-9a-f]{8}");
        assertThat(SERVER.get("/api/v1/projects").bearer(secret).send().ok().json())
                .hasSize(2);
        creating("{'kind':'UNIFIED','name':'script','projectShortName':'x'}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "projectShortName",
                        "x",
                        "nothing, because a unified token is for all projects");
    }

    @Test
    void aTokenThatABotHasIsAcceptedOnce() {
        String own = "OwnToken:" + account.id() + "-of-the-bot-itself";
        HttpCall call = creating("{'kind':'INGEST','name':'bot','projectShortName':'"
                + account.one().shortName() + "','token':'" + own + "'}");
        assertThat(call.send().ok().json().path("token").asString()).isEqualTo(own);
        SERVER.get("/restapi/external-bot/" + own + "/channels").send().ok();
        HttpAnswer again = call.send();
        again.isRefused(
                409, ErrorCode.NAME_TAKEN, "token", "one that is known here", "a token that was never registered");
        assertThat(again.text()).doesNotContain(own);
    }

    @Test
    void tokensThatCannotBeMeantAreRefused() {
        creating("{'name':'x'}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "kind", null, "one of UNIFIED, PROJECT, INGEST");
        creating("{'kind':'X','name':'x'}")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "kind", "X", "one of UNIFIED, PROJECT, INGEST");
        creating("{'kind':'PROJECT'}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "name", null, "what the token is for");
        creating("{'kind':'PROJECT','name':'x'}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "projectShortName",
                        null,
                        "the short name of the project, because this caller reaches 2 of them");
        creating("{'kind':'PROJECT','name':'x','projectShortName':'none'}")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
        creating("{'kind':'PROJECT','name':'x','projectShortName':'"
                        + account.one().shortName() + "','token':'a/b'}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "token",
                        "a text of 3 characters",
                        "20 to 200 letters, digits, and : . _ ~ -");
        creating("{'kind':'UNIFIED','name':'x','token':'prl_mine_mine_mine_mine'}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "token",
                        "a token",
                        "nothing, because unified tokens are made by the server");
    }

    @Test
    void aTokenThatAPersonMadeSaysSo() {
        String login = account.newPerson(Role.ADMIN);
        JsonNode made = account.page(login)
                .call("POST", "/tokens")
                .json("{\"kind\":\"UNIFIED\",\"name\":\"mine\"}")
                .send()
                .ok()
                .json();
        assertThat(made.path("createdBy").asString()).isEqualTo(login);
        assertThat(listed(made.path("id").asLong()).path("createdBy").asString())
                .isEqualTo(login);
    }

    @Test
    void othersSeeNoTokenOfOursAndCannotRevokeIt() {
        Account stranger = SERVER.newAccount();
        long ours = account.unifiedToken().id();
        assertThat(stranger.v1("GET", "/tokens")
                        .send()
                        .ok()
                        .json()
                        .valueStream()
                        .map(token -> token.path("id").asLong()))
                .hasSize(3)
                .doesNotContain(ours);
        stranger.v1("DELETE", "/tokens/" + ours).send().isRefused(404, ErrorCode.TOKEN);
        account.v1("GET", "/tokens").send().ok();
    }
}
