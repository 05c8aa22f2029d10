// SPDX-License-Identifier: Apache-2.0
package io.parley.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnPostgresToo
class OutcomesOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();

    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @CsvSource({"topics, topic, SESSION_TOPIC", "actions, action, SCENARIO_ACTION", "results, result, SESSION_RESULT"})
    void anOutcomeIsAddedShownInOptionsRenamedAndDeleted(String kind, String noun, String filterKey) {
        var created =
                send("POST", kind, "{'key':'order','value':'Ordered'}").ok().json();
        long id = created.path("id").asLong();
        assertThat(created).isEqualTo(Json.object("{'id':" + id + ",'key':'order','value':'Ordered','hasData':false}"));
        assertThat(send("GET", kind, null).ok().json()).containsExactly(created);
        send("POST", kind, "{'key':'order'}")
                .isRefused(409, ErrorCode.NAME_TAKEN, "key", "order", "a key that no other " + noun + " has");
        assertThat(send("PUT", kind + "/" + id, "{'key':'buy','value':' '}")
                        .ok()
                        .json())
                .isEqualTo(Json.object("{'id':" + id + ",'key':'buy','value':'buy','hasData':false}"));

        account.report(new Conversation("telegram", "anna", "s")
                .says("hi")
                .with(message -> message.set(
                        "analytics",
                        Json.object("{'sessionResult':'buy','sessionTopics':['buy'],'scenarioActions':['buy']}")))
                .messages());
        send("PUT", kind + "/" + id, "{'key':'sell'}")
                .isRefused(409, ErrorCode.OUTCOME_HAS_DATA, "key", "sell", "«buy», because sessions have it");
        send("DELETE", kind + "/" + id, null)
                .isRefused(
                        409, ErrorCode.OUTCOME_HAS_DATA, "id", "" + id, "the id of a " + noun + " that no session has");
        assertThat(send("PUT", kind + "/" + id, "{'value':'Куплено'}").ok().json())
                .isEqualTo(Json.object("{'id':" + id + ",'key':'buy','value':'Куплено','hasData':true}"));
        // Found by its display name, regardless of case, or by its key, and by nothing else.
        assertThat(options(filterKey, "УПЛЕН").size()).isEqualTo(1);
        assertThat(options(filterKey, "BU").size()).isEqualTo(1);
        assertThat(options(filterKey, "sold").size()).isZero();
        var option = options(filterKey, "").get(0);
        assertThat(option.path("value").asString()).isEqualTo("buy");
        assertThat(option.path("label").asString()).isEqualTo("Куплено");

        long other = send("POST", kind, "{'key':'free'}").ok().json().path("id").asLong();
        assertThat(send("DELETE", kind + "/" + other, null).ok().bytes()).isEmpty();
        send("DELETE", kind + "/" + other, null)
                .isRefused(404, ErrorCode.OUTCOME, "id", "" + other, "the id of a " + noun + " of this project");
    }

    private JsonNode options(String filterKey, String search) {
        HttpCall call = account.legacy("POST", "/filter-options")
                .query("filterKey", filterKey)
                .query("analyticsSection", "SESSIONS");
        return (search.isEmpty() ? call : call.query("search", search))
                .send()
                .ok()
                .json();
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        send("GET", "moods", null)
                .isRefused(400, ErrorCode.INVALID_VALUE, "kind", "moods", "topics, actions or results");
        send("POST", "topics", "{}").isRefused(400, ErrorCode.MISSING_FIELD, "key", null, "the script's word");
        send("POST", "topics", "{'key':' '}")
                .isRefused(400, ErrorCode.MISSING_FIELD, "key", " ", "a text that is not blank");
        send("POST", "topics", "{'key':'a','value':[]}").isRefused(400, ErrorCode.WRONG_TYPE, "value", "[]", "a text");
        send("PUT", "topics/x", "{}").isRefused(400, ErrorCode.WRONG_TYPE, "id", "\"x\"", "an integer");
        account.v1("GET", "/reporter/metrics/topics").send().isRefused(400, ErrorCode.MISSING_FIELD);
    }

    @Test
    void administratorsSetThemUpAndOthersLook() {
        long id =
                send("POST", "topics", "{'key':'cards'}").ok().json().path("id").asLong();
        assertThat(account.legacy("GET", "/metrics/topics").send().ok().json()).hasSize(1);
        account.legacy("POST", "/metrics/topics").json("{\"key\":\"a\"}").send().isRefused(403, ErrorCode.NOT_ALLOWED);
        account.legacy("DELETE", "/metrics/topics/" + id).send().isRefused(403, ErrorCode.NOT_ALLOWED);
        for (Role role : Role.values()) {
            String cookie = SERVER.post("/api/v1/session")
                    .json(Json.object("{}")
                            .put("login", account.newPerson(role))
                            .put("password", Account.PASSWORD))
                    .send()
                    .ok()
                    .header("Set-Cookie")
                    .split(";")[0];
            call("GET", "topics").header("Cookie", cookie).send().ok();
            HttpAnswer answer = call("PUT", "topics/" + id)
                    .header("Cookie", cookie)
                    .header("X-Parley-Page", "1")
                    .json("{\"value\":\"Cards\"}")
                    .send();
            if (role == Role.ADMIN) {
                answer.ok();
            } else {
                answer.isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
            }
        }
        SERVER.newAccount()
                .v1("GET", "/reporter/metrics/topics")
                .query("projectShortName", account.one().shortName())
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    private HttpCall call(String method, String path) {
        return SERVER.call(method, "/api/v1/reporter/metrics/" + path)
                .query("projectShortName", account.one().shortName());
    }

    private HttpAnswer send(String method, String path, @Nullable String body) {
        HttpCall call = call(method, path).bearer(account.unified());
        return (body == null ? call : call.json(body.replace('\'', '"'))).send();
    }
}
