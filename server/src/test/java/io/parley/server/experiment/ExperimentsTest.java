// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Experiments over HTTP. */
class ExperimentsTest {
    private static final String CONTRACT = "/scenario-exeperiments";
    private static final String RIGHT = "/scenario-experiments";
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String GREETING =
            "{'key':'greeting','description':'which','branches':[{'key':'A','description':'old'},{'key':'B'}]}";

    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    private static HttpCall v1(Account account, String method, String path) {
        return account.v1(method, "/reporter" + path)
                .query("projectShortName", account.one().shortName())
                .extras();
    }

    private static HttpCall create(Account account, String experiment) {
        return v1(account, "POST", CONTRACT).json(experiment.replace('\'', '"'));
    }

    private static HttpCall joining(HttpCall call, String session) {
        return call.query("experimentKey", "greeting")
                .query("sessionId", session)
                .query("botId", "bot");
    }

    private static JsonNode info(String status) {
        return Json.object(
                ("{'key':'greeting','description':'which','branches':[{'key':'A','description':'old','weight':1.0},"
                                + "{'key':'B','weight':1.0}],'status':'%s'}")
                        .formatted(status));
    }

    @Test
    @OnPostgresToo
    void anExperimentLivesFromItsCreationToItsEnd() {
        Account account = SERVER.newAccount();
        assertThat(create(account, GREETING).send().ok().json()).isEqualTo(info("CREATED"));
        String branch = joining(v1(account, "POST", CONTRACT + "/join"), "s")
                .send()
                .ok()
                .text();
        assertThat(branch).isIn("\"A\"", "\"B\"");
        assertThat(v1(account, "GET", RIGHT).send().ok().json()).containsExactly(info("RUNNING"));
        assertThat(v1(account, "GET", CONTRACT + "/count-sessions").send().ok().json())
                .containsExactly(Json.object("{'key':'greeting','count':1}"));

        for (int i = 0; i < 2; i++) {
            assertThat(v1(account, "POST", CONTRACT + "/stop")
                            .query("experimentKey", "greeting")
                            .send()
                            .ok()
                            .bytes())
                    .isEmpty();
        }
        assertThat(joining(v1(account, "POST", CONTRACT + "/join"), "s")
                        .send()
                        .ok()
                        .text())
                .isEqualTo("\"finished\"");
        assertThat(v1(account, "GET", CONTRACT).send().ok().json()).containsExactly(info("STOPPED"));
        // A repeated creation, for example after a lost response, does not restart the experiment.
        assertThat(create(account, GREETING).send().ok().json()).isEqualTo(info("STOPPED"));

        v1(account, "DELETE", CONTRACT)
                .query("experimentKey", "greeting")
                .send()
                .ok();
        assertThat(v1(account, "GET", CONTRACT).send().ok().json()).isEmpty();
        joining(v1(account, "POST", CONTRACT + "/join"), "s").send().isRefused(404, ErrorCode.EXPERIMENT);
    }

    @Test
    void everyKindOfTokenAndBothSpellingsGiveASessionTheSameBranch() {
        create(account, GREETING).send().ok();
        for (String session : List.of("s1", "s2", "s3", "s4", "s5")) {
            String branch = joining(v1(account, "POST", CONTRACT + "/join"), session)
                    .send()
                    .ok()
                    .text();
            for (HttpCall call : List.of(
                    v1(account, "POST", RIGHT + "/join"),
                    account.legacy("POST", CONTRACT + "/join"),
                    account.legacy("POST", RIGHT + "/join"),
                    SERVER.post("/api/v1/reporter" + CONTRACT + "/join").bearer(account.ingestToken()),
                    SERVER.post("/restapi/external-bot/" + account.ingestToken() + RIGHT + "/join"))) {
                assertThat(joining(call, session).send().ok().text()).isEqualTo(branch);
            }
        }
        assertThat(account.legacy("GET", RIGHT + "/count-sessions").send().ok().json())
                .containsExactly(Json.object("{'key':'greeting','count':5}"));
    }

    @Test
    void weightsAreKeptAndARunningStatusMayBeAskedFor() {
        JsonNode created = create(
                        account,
                        "{'key':'k','status':'RUNNING','branches':[{'key':'A','weight':'9'},{'key':'B','weight':0.5}]}")
                .send()
                .ok()
                .json();
        assertThat(created)
                .isEqualTo(
                        Json.object(
                                "{'key':'k','branches':[{'key':'A','weight':9.0},{'key':'B','weight':0.5}],'status':'RUNNING'}"));
    }

    @Test
    void anotherExperimentOfAKnownKeyIsRefused() {
        create(account, GREETING).send().ok();
        create(account, GREETING.replace("old", "new"))
                .send()
                .isRefused(
                        409,
                        ErrorCode.EXPERIMENT_EXISTS,
                        "key",
                        "greeting",
                        "a key that no other experiment of the project has");
    }

    @Test
    void whatIsNoExperimentIsRefused() {
        create(account, "[]").send().isRefused(400, ErrorCode.WRONG_TYPE, "body", "[]", "a JSON object");
        create(account, "{'branches':[]}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "key", null, "what scripts call it");
        create(account, "{'key':'k'}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "branches", null, "the branches of the experiment");
        create(account, "{'key':' ','branches':[]}")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "key", " ", "a text of at most 255 characters, not blank");
        create(account, "{'key':'k','branches':[]}")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "branches", "0 branches", "1 to 100 of them");
        create(account, "{'key':'k','branches':[{'key':'A'},{}]}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "branches[1].key", null, "what scripts call it");
        create(account, "{'key':'k','branches':[{'key':'A'},{'key':'A'}]}")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "branches[1].key", "A", "a key that no other branch has");
        create(account, "{'key':'k','branches':[{'key':'finished'}]}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "branches[0].key",
                        "finished",
                        "another word, because this one tells the bot that the experiment is over");
        create(account, "{'key':'k','branches':[{'key':'A','weight':0}]}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "branches[0].weight",
                        "0.0",
                        "a number greater than 0, of at most 1000000");
        create(account, "{'key':'k','branches':[{'key':'A'}],'status':'STOPPED'}")
                .send()
                .isRefused(
                        400, ErrorCode.INVALID_VALUE, "status", "STOPPED", "CREATED or RUNNING for a new experiment");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTRACT, RIGHT})
    void anUnknownExperimentIsNotFound(String path) {
        String expected = "the key of an experiment of this project";
        joining(v1(account, "POST", path + "/join"), "s")
                .send()
                .isRefused(404, ErrorCode.EXPERIMENT, "experimentKey", "greeting", expected);
        v1(account, "POST", path + "/stop")
                .query("experimentKey", "x")
                .send()
                .isRefused(404, ErrorCode.EXPERIMENT, "experimentKey", "x", expected);
        v1(account, "DELETE", path)
                .query("experimentKey", "x")
                .send()
                .isRefused(404, ErrorCode.EXPERIMENT, "experimentKey", "x", expected);
        v1(account, "DELETE", path)
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "experimentKey", null, "the key of an experiment");
    }

    @Test
    void aJoinSaysWhichSessionOfWhichBotItIsFor() {
        create(account, GREETING).send().ok();
        v1(account, "POST", CONTRACT + "/join")
                .query("experimentKey", "greeting")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of the session that takes part");
        v1(account, "POST", CONTRACT + "/join")
                .query("experimentKey", "greeting")
                .query("sessionId", "s")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId", null, "the id of the session's channel");
        account.v1("POST", "/reporter" + CONTRACT + "/join")
                .query("experimentKey", "greeting")
                .query("sessionId", "s")
                .query("botId", "b")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "projectShortName",
                        null,
                        "the short name of the project, because this caller reaches 2 of them");
    }

    @Test
    void theExperimentsOfOneProjectAreNotThoseOfAnother() {
        create(account, GREETING).send().ok();
        assertThat(account.v1("GET", "/reporter" + CONTRACT)
                        .query("projectShortName", account.two().shortName())
                        .send()
                        .ok()
                        .json())
                .isEmpty();
        Account stranger = SERVER.newAccount();
        joining(stranger.legacy("POST", CONTRACT + "/join"), "s").send().isRefused(404, ErrorCode.EXPERIMENT);
        stranger.v1("DELETE", "/reporter" + CONTRACT)
                .query("projectShortName", account.one().shortName())
                .query("experimentKey", "greeting")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    @Test
    void aViewerLooksButChangesNothing() {
        String login = account.newPerson(Role.VIEWER);
        String setCookie = SERVER.post("/api/v1/session")
                .json(Json.object("{}").put("login", login).put("password", Account.PASSWORD))
                .send()
                .ok()
                .header("Set-Cookie");
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));
        SERVER.get("/api/v1/reporter" + CONTRACT)
                .query("projectShortName", account.one().shortName())
                .header("Cookie", cookie)
                .send()
                .ok();
        for (String path : List.of(CONTRACT, CONTRACT + "/stop", CONTRACT + "/join")) {
            SERVER.post("/api/v1/reporter" + path)
                    .header("Cookie", cookie)
                    .header("X-Parley-Page", "1")
                    .send()
                    .isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
        }
    }
}
