// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The memory of all calls is bounded in sum: beyond the limit calls are rejected at once, and small ones continue. */
class MemoryInSumTest {
    private static final String TEXT = "x".repeat(2 << 20);

    private static ParleyServer server;
    private static MemoryBudget budget;
    private static Account account;

    /** Starts a separate server, because all calls of a server share one budget. */
    @BeforeAll
    static void start() {
        server = ParleyServer.start(ServerEngine.USUAL);
        budget = server.part(MemoryBudget.class);
        account = server.newAccount();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void largeCallsAreRefusedWhenNothingIsLeftForThemAndSmallOnesGoOn() {
        List<ObjectNode> small =
                new Conversation("telegram", "anna", "small").says("hi").messages();
        String log = "{\"filler\":\"" + TEXT + "\"}";
        try (MemoryBudget.Lease most = budget.lease()) {
            most.grow(budget.most() * 3 / 4);
            for (HttpCall large : List.of(
                    account.v1("POST", "/reporter/messages/filter").json("{\"a\":\"" + "x".repeat(900_000) + "\"}"),
                    batch(" ".repeat(10) + log),
                    server.post("/restapi/external-bot/" + account.ingestToken() + "/processLogs")
                            .json(log))) {
                HttpAnswer answer = large.send();
                answer.isRefused(503, ErrorCode.OVERLOADED);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            assertThat(account.report(small).path("accepted").asInt()).isEqualTo(1);
            assertThat(account.v1("POST", "/reporter/sessions/filter")
                            .send()
                            .ok()
                            .each("sessions", "sessionId"))
                    .contains("small");
        }
        batch(Json.text(small)).send().ok();
    }

    @Test
    void rowsOfAnAnswerCount() {
        Account ofLongRows = server.newAccount();
        ofLongRows.report(new Conversation("telegram", "berta", "long")
                .says(TEXT)
                .says(TEXT)
                .messages());
        HttpCall list = ofLongRows.legacy("GET", "/messages/by-session").query("sessionId", "long");
        try (MemoryBudget.Lease most = budget.lease()) {
            most.grow(budget.most() * 3 / 4 - TEXT.length());
            list.send().isRefused(503, ErrorCode.OVERLOADED);
        }
        assertThat(list.send().ok().each("messages", "question")).containsExactly(TEXT, TEXT);
    }

    /** A tree takes forty times such a text. */
    @Test
    void whatIsKeptAsJsonCountsBeforeItIsParsed() {
        Account asking = server.newAccount();
        String request = "{\"report\":\"messages\",\"projects\":{},\"body\":{\"filters\":[" + "[],".repeat(100_000)
                + "[]]},\"zone\":\"UTC\",\"language\":\"EN\"}";
        server.store().tasks().add(UUID.randomUUID().toString(), asking.id(), null, "MESSAGES", request, "a.csv");
        HttpCall list = asking.v1("GET", "/reporter/reports");
        try (MemoryBudget.Lease most = budget.lease()) {
            most.grow(budget.most() * 3 / 4 - 4L * request.length());
            list.send().isRefused(503, ErrorCode.OVERLOADED);
        }
        assertThat(list.send().ok().json().path("tasks")).hasSize(1);
    }

    @Test
    void everythingIsGivenBack() {
        batch("[1,"
                        + Json.text(new Conversation("telegram", "carla", "s")
                                .says("hi")
                                .messages()
                                .getFirst()) + "]")
                .send()
                .ok();
        batch("[{}").send();
        batch("{\"a\":").gzip().send();
        server.post("/restapi/external-bot/" + account.ingestToken() + "/processLogs")
                .json("{}")
                .send();
        account.v1("POST", "/reporter/messages/filter").json("{").send();
        account.v1("POST", "/reporter/messages/filter").send().ok();
        server.get("/api/none").send();
        await().until(() -> budget.used() == 0);
    }

    private static HttpCall batch(String body) {
        return server.post("/api/v1/ingest/messages")
                .bearer(account.ingestToken())
                .json(body);
    }
}
