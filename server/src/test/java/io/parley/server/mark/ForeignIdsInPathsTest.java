// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Answer;
import io.parley.server.fixture.Call;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.net.URLEncoder;
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
    void thePageIsAtItsAddressesWhateverIdsTheyHold() {
        String page = SERVER.get("/clients").send().ok().text();
        for (String id : ids().filter(ForeignIdsInPathsTest::fitsPath).toList()) {
            Answer answer =
                    SERVER.get("/clients/" + encoded(id) + "/" + encoded(id)).send();
            assertThat(answer.status()).as(id).isEqualTo(200);
            assertThat(answer.contentType()).startsWith("text/html");
            assertThat(answer.text()).isEqualTo(page);
            assertThat(SERVER.get("/experiments/" + encoded(id)).send().ok().text())
                    .isEqualTo(page);
        }
        assertThat(SERVER.get("/nothing.js").send().status()).isEqualTo(404);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
