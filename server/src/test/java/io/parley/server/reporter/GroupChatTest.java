// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A session id that several clients have is one conversation. */
@OnPostgresToo
class GroupChatTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        List<ObjectNode> messages = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            messages.addAll(new Conversation(
                            "bot", "telegram", "user-" + i % 3, "grp-1", Conversation.START.plus(Duration.ofMinutes(i)))
                    .says("m" + i)
                    .with(message -> message.put("questionId", "q" + number))
                    .messages());
        }
        account.report(messages);
    }

    private List<Function<String, HttpCall>> editions() {
        return List.of(rest -> account.legacy("GET", rest), rest -> account.v1("GET", "/reporter" + rest));
    }

    @Test
    void allClientsMessagesComeInOneOrderAndSayWhoSpeaks() {
        for (Function<String, HttpCall> edition : editions()) {
            HttpAnswer all = edition.apply("/messages/by-session")
                    .query("sessionId", "grp-1")
                    .extras()
                    .send()
                    .ok();
            assertThat(all.each("messages", "question")).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
            assertThat(all.totalCount()).isEqualTo(6);
            assertThat(all.json().at("/messages/4/client/id").asString()).isEqualTo("user-1");
            HttpAnswer page = edition.apply("/messages/by-session")
                    .query("sessionId", "grp-1")
                    .query("size", 4)
                    .query("page", 1)
                    .send()
                    .ok();
            assertThat(page.each("messages", "question")).containsExactly("m4", "m5");
        }
    }

    @Test
    void aClientNarrowsItAndIsNotNamedAgain() {
        for (Function<String, HttpCall> edition : editions()) {
            HttpAnswer one = edition.apply("/messages/by-session")
                    .query("sessionId", "grp-1")
                    .query("clientId", "user-1")
                    .send()
                    .ok();
            assertThat(one.each("messages", "question")).containsExactly("m1", "m4");
            assertThat(one.json().at("/session/client/id").asString()).isEqualTo("user-1");
            assertThat(one.json().at("/messages/0").has("client")).isFalse();
            edition.apply("/messages/by-session")
                    .query("sessionId", "grp-1")
                    .query("clientId", "user-9")
                    .send()
                    .isRefused(404, ErrorCode.SESSION);
        }
    }

    @Test
    void theOneSessionOfThatIdInAnotherBotIsAnotherConversation() {
        account.report(new Conversation("other", "telegram", "user-0", "grp-1", Conversation.START.minusSeconds(60))
                .says("elsewhere")
                .with(message -> message.put("questionId", "elsewhere"))
                .messages());
        assertThat(account.legacy("GET", "/messages/by-session")
                        .query("sessionId", "grp-1")
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(6);
        assertThat(account.legacy("GET", "/messages/by-session")
                        .query("sessionId", "grp-1")
                        .query("botId", "other")
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("elsewhere");
    }

    @Test
    void theBotsWordsToOneOfThemAreFoundOnTheirPage() {
        HttpCall place = account.legacy("GET", "/messages/page-in-session")
                .query("sessionId", "grp-1")
                .query("questionId", "q4")
                .query("size", 2);
        assertThat(place.send().ok().json().path("pageNumber").asInt()).isEqualTo(2);
        assertThat(place.query("clientId", "user-1")
                        .send()
                        .ok()
                        .json()
                        .path("pageNumber")
                        .asInt())
                .isZero();
    }
}
