// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Values from the bot's responses, by JSONPath. */
@OnPostgresToo
class CustomFieldsTest {
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
        account.report(new Conversation("telegram", "anna", "s")
                .says("a")
                .with(
                        message -> message.setAll(
                                Json.object(
                                        "{'responseData':{'answer':'first','replies':[{'type':'text','text':'x'},{'type':'buttons'}],'price':{'amount':10}}}")))
                .says("b")
                .with(message -> message.setAll(
                        Json.object("{'responseData':{'answer':'second','replies':[{'type':'image'}]}}")))
                .says("c")
                .messages());
    }

    @Test
    void messagesOfASessionCarryWhatWasAskedFor() {
        JsonNode answer = ofSession("$.answer", "$.replies[*].type", "$['price'].amount")
                .send()
                .ok()
                .json();
        assertThat(fields(answer.path("messages"), 0))
                .isEqualTo(Json.object("{'$.answer':'first','$.replies[*].type':['text','buttons']}")
                        .put("$['price'].amount", 10));
        assertThat(fields(answer.path("messages"), 1))
                .isEqualTo(Json.object("{'$.answer':'second','$.replies[*].type':['image']}"));
        assertThat(fields(answer.path("messages"), 2)).isEqualTo(Json.object("{}"));
    }

    @Test
    void aSessionHasThoseOfItsLastMessageThatHasAny() {
        JsonNode session =
                ofSession("$.answer", "$.price.amount").send().ok().json().path("session");
        assertThat(session.path("customFields")).isEqualTo(Json.object("{'$.answer':'second','$.price.amount':10}"));
        JsonNode listed = filtered("/sessions/filter", "\"$.answer\",\"$.price.amount\",\"$.none\"")
                .send()
                .ok()
                .json()
                .path("sessions");
        assertThat(fields(listed, 0)).isEqualTo(session.path("customFields"));
    }

    @Test
    void aFilterAsksForThemInListsOfMessages() {
        JsonNode messages =
                filtered("/messages/filter", "\"$..type\"").send().ok().json().path("messages");
        assertThat(fields(messages, 1)).isEqualTo(Json.object("{'$..type':['image']}"));
        assertThat(fields(messages, 2)).isEqualTo(Json.object("{'$..type':['text','buttons']}"));
    }

    @Test
    void withoutAPathThereAreNone() {
        assertThat(account.legacy("GET", "/messages/by-session")
                        .query("sessionId", "s")
                        .send()
                        .ok()
                        .text())
                .doesNotContain("customFields");
        assertThat(account.legacy("POST", "/sessions/filter").send().ok().text())
                .doesNotContain("customFields");
    }

    @Test
    void filtersInPathsWork() {
        JsonNode messages = ofSession("$.replies[?@.type == 'text'].text")
                .send()
                .ok()
                .json()
                .path("messages");
        assertThat(fields(messages, 0))
                .isEqualTo(Json.object("{}").set("$.replies[?@.type == 'text'].text", Json.read("[\"x\"]")));
    }

    @Test
    void whatIsNoPathIsRefused() {
        ofSession("answer").send().isRefused(400, ErrorCode.INVALID_VALUE);
        JsonNode args = filtered("/sessions/filter", "\"$.a\",\"$.\"")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE)
                .json()
                .path("args");
        assertThat(args.path("field").asString()).isEqualTo("filters[0].responseDataJsonPaths[1]");
        assertThat(args.path("expected").asString())
                .startsWith("a JSONPath of RFC 9535 such as $.replies[*].type; character 3: got the end");
        filtered("/sessions/filter", "1").send().isRefused(400, ErrorCode.INVALID_VALUE);
        filtered("/sessions/filter", "{}").send().isRefused(400, ErrorCode.WRONG_TYPE);
        String many = IntStream.range(0, 21).mapToObj(i -> "\"$.a" + i + "\"").collect(Collectors.joining(","));
        filtered("/messages/filter", many)
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "filters[0].responseDataJsonPaths[20]",
                        "21 paths",
                        "at most 20 paths in one call");
    }

    private static JsonNode fields(JsonNode list, int index) {
        return list.get(index).path("customFields");
    }

    private static HttpCall ofSession(String... paths) {
        HttpCall call = account.v1("GET", "/reporter/messages/by-session").query("sessionId", "s");
        for (String path : paths) {
            call = call.query("responseDataJsonPath", path);
        }
        return call;
    }

    private static HttpCall filtered(String list, String paths) {
        return account.legacy("POST", list)
                .json(
                        "{\"filters\":[{\"key\":\"CUSTOM_FIELDS_IN_RESPONSE\",\"type\":\"CUSTOM_FIELDS_IN_RESPONSE\",\"responseDataJsonPaths\":["
                                + paths + "]}]}");
    }
}
