// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Answer;
import io.parley.server.fixture.Call;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids that others give may hold whatever they like; each call takes them in its path, encoded, or as a parameter. */
@OnPostgresToo
class ForeignIdsInPathsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void furnish() {
        account = SERVER.newAccount();
    }

    static Stream<String> ids() {
        return Stream.of(
                "a/b",
                "a\\b",
                "q8S/Kd+2==|2",
                "29:1/abc",
                "100%",
                "%2F",
                "%252F",
                "a%2fb",
                "a.b",
                ".a",
                "a..",
                "../a",
                "/",
                "//",
                "a//b",
                "/a/",
                "\\",
                "a;b",
                "a?b#c",
                "a b+c",
                "ёж/🙂",
                "..",
                ".");
    }

    /** Whether a path can hold it: dots by themselves are taken for directions by whoever handles a path. */
    private static boolean fitsPath(String id) {
        return !id.equals(".") && !id.equals("..");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aMessageOfAnyIdIsCommentedOn(String id) {
        account.report(new Conversation("telegram", "anna", "s")
                .says("hi")
                .with(message -> message.put("questionId", id))
                .says("decoy")
                .messages());
        List<Function<String, Call>> editions = List.of(
                rest -> account.v1("POST", "/reporter" + rest),
                rest -> account.v1("DELETE", "/reporter" + rest),
                rest -> SERVER.post("/reporter/p/" + account.projectToken() + rest),
                rest -> SERVER.delete("/reporter/p/" + account.projectToken() + rest),
                rest -> SERVER.post("/api/reporter/p/" + account.projectToken() + rest),
                rest -> SERVER.delete("/api/reporter/p/" + account.projectToken() + rest));
        for (int i = 0; i < editions.size(); i++) {
            Function<String, Call> edition = editions.get(i);
            boolean says = i % 2 == 0;
            List<Call> calls = fitsPath(id)
                    ? List.of(
                            edition.apply("/comments/" + encoded(id)),
                            edition.apply("/comments").query("questionId", id))
                    : List.of(edition.apply("/comments").query("questionId", id));
            for (Call call : calls) {
                (says ? call.json(Map.of("comment", "by " + i)) : call).send().ok();
                Answer answer =
                        account.legacy("POST", "/messages/filter").send().ok();
                assertThat(answer.each("messages", "comment"))
                        .as(answer.toString())
                        .containsExactlyInAnyOrder(says ? "by " + i : null, null);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aBotAsksWhetherAClientOfAnyIdIsBlocked(String id) {
        account.legacy("POST", "/clients/block")
                .query("botId", "bot")
                .query("clientId", id)
                .send()
                .ok();
        String bots = "/restapi/external-bot/" + account.ingestToken() + "/clients";
        List<Call> calls = fitsPath(id)
                ? List.of(SERVER.get(bots + "/" + encoded(id)), SERVER.get(bots).query("clientId", id))
                : List.of(SERVER.get(bots).query("clientId", id));
        for (Call call : calls) {
            Answer answer = call.send().ok();
            assertThat(answer.json().path("clientId").asString()).isEqualTo(id);
            assertThat(answer.json().path("isBlocked").asBoolean()).isTrue();
        }
    }

    @Test
    void thePageIsAtItsAddressesWhateverIdsTheyHold() throws Exception {
        String page = get("/clients").body();
        for (String id : ids().filter(ForeignIdsInPathsTest::fitsPath).toList()) {
            for (String address :
                    List.of("/clients/" + encoded(id) + "/" + encoded(id), "/experiments/" + encoded(id))) {
                HttpResponse<String> answer = get(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
                assertThat(answer.body()).isEqualTo(page);
            }
        }
        assertThat(get("/nothing.js").statusCode()).isEqualTo(404);
    }

    /** Addresses of the page are not in the document of the API. */
    private static HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(SERVER.url() + path)).build(), BodyHandlers.ofString());
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
