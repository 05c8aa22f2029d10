// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.ObjectNode;

/** The status of a message after its channel reported several, in any order. */
@OnPostgresToo
class MessageStatusTest {
    /** @param shown null for no status */
    record Case(
            String channelType,
            List<String> reported,
            @Nullable String shown) {
        String session(String order) {
            return channelType + " " + String.join(" ", reported) + ", " + order;
        }

        @Override
        public String toString() {
            return channelType + " after " + String.join(", ", reported) + " shows " + shown;
        }
    }

    private static final List<Case> CASES = List.of(
            shows("SENT", "telegram", "SENT"),
            shows("SENT", "Telegram", "SENT"),
            shows("SENT", "vk", "SENT"),
            shows(null, "viber", "SENT"),
            shows("READ", "viber", "READ"),
            shows("READ", "vk", "READ"),
            shows("DELIVERED", "telegram", "READ"),
            shows("NOT_SENT", "telegram", "NOT_SENT"),
            shows("NOT_SENT", "viber", "NOT_SENT"),
            shows("NOT_DELIVERED", "vk", "NOT_DELIVERED"),
            shows("DELIVERED", "telegram", "DELIVERED"),
            shows(null, "chatwidget", "SENT"),
            shows(null, "resterisk", "READ"),
            shows(null, "whatsapp", "DELIVERED"),
            shows(null, "telegram"),
            shows("READ", "viber", "READ", "DELIVERED"),
            shows("READ", "vk", "READ", "SENT", "NOT_SENT"),
            shows("READ", "viber", "NOT_DELIVERED", "READ"),
            shows("DELIVERED", "viber", "NOT_DELIVERED", "DELIVERED"),
            shows("NOT_DELIVERED", "vk", "SENT", "NOT_DELIVERED"),
            shows("SENT", "vk", "NOT_SENT", "SENT"),
            shows("DELIVERED", "viber", "SENT", "DELIVERED"));

    private static final Map<String, String> SHOWN = new HashMap<>();
    private static Account account;

    private static Case shows(@Nullable String shown, String channelType, String... reported) {
        return new Case(channelType, List.of(reported), shown);
    }

    @BeforeAll
    static void reportAll() {
        account = ParleyServer.shared().newAccount();
        List<ObjectNode> messages = new ArrayList<>();
        List<ObjectNode> before = new ArrayList<>();
        List<ObjectNode> after = new ArrayList<>();
        for (Case each : CASES) {
            for (String order : List.of("before", "after", "reversed")) {
                messages.addAll(new Conversation(each.channelType(), "anna", each.session(order))
                        .says("hi")
                        .messages());
            }
            before.addAll(statuses(each, "before", each.reported()));
            after.addAll(statuses(each, "after", each.reported()));
            List<String> reversedTwice = new ArrayList<>(each.reported());
            reversedTwice.addAll(each.reported());
            Collections.reverse(reversedTwice);
            after.addAll(statuses(each, "reversed", reversedTwice));
        }
        account.reportStatus(Json.text(before));
        account.report(messages);
        account.reportStatus(Json.text(after));
        HttpAnswer answer = account.legacy("POST", "/messages/filter")
                .query("size", 1000)
                .extras()
                .send()
                .ok();
        answer.json()
                .path("messages")
                .forEach(message -> SHOWN.put(
                        message.path("sessionId").asString(),
                        message.path("status").asString(null)));
    }

    private static List<ObjectNode> statuses(Case each, String order, List<String> statuses) {
        return statuses.stream()
                .map(status -> Json.object("{'timestamp':1772359200000}")
                        .put("botId", "bot-" + each.channelType())
                        .put("questionId", each.session(order) + "-1")
                        .put("status", status))
                .toList();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void aChannelShowsTheStrongestStatusThatItKnows(Case each) {
        assertThat(SHOWN.get(each.session("before")))
                .as("statuses before the message")
                .isEqualTo(each.shown());
        assertThat(SHOWN.get(each.session("after")))
                .as("statuses after the message")
                .isEqualTo(each.shown());
        assertThat(SHOWN.get(each.session("reversed")))
                .as("in reverse, each twice")
                .isEqualTo(each.shown());
    }

    @Test
    void theSameStatusAgainIsADuplicateAndAnotherOneIsNot() {
        String first = "{'questionId':'dup-1','status':'SENT','timestamp':'2026-03-01T10:00:00Z'}";
        assertThat(account.reportStatus(first).path("accepted").asInt()).isEqualTo(1);
        assertThat(account.reportStatus(first).path("duplicates").asInt()).isEqualTo(1);
        assertThat(account.reportStatus(first.replace("SENT", "READ"))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aStatusThatNamesItsBotSaysNothingOfAnothersMessageWithTheSameId() {
        account.report(new Conversation("vk-1", "vk", "anna", "mine", Conversation.START)
                .says("a")
                .with(m -> m.put("questionId", "common"))
                .messages());
        account.report(new Conversation("vk-2", "vk", "anna", "other", Conversation.START)
                .says("b")
                .with(m -> m.put("questionId", "common"))
                .messages());
        account.reportStatus("{'botId':'vk-1','questionId':'common','status':'READ'}");
        assertThat(statusOf("mine")).isEqualTo("READ");
        assertThat(statusOf("other")).isNull();
        account.reportStatus("{'questionId':'common','status':'SENT'}");
        assertThat(statusOf("mine")).isEqualTo("READ");
        assertThat(statusOf("other")).isEqualTo("SENT");
    }

    private static String statusOf(String sessionId) {
        return account.legacy("POST", "/messages/by-session")
                .query("sessionId", sessionId)
                .send()
                .ok()
                .each("messages", "status")
                .getFirst();
    }
}
