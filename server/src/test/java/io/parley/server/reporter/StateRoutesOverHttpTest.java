// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@OnPostgresToo
class StateRoutesOverHttpTest {
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
        for (String session : new String[] {"s1", "s2"}) {
            account.report(new Conversation("telegram", "anna", session)
                    .says("a")
                    .with(StateRoutesOverHttpTest::hello)
                    .says("b")
                    .with(StateRoutesOverHttpTest::hello)
                    .says("c")
                    .with(message -> message.setAll(
                            Json.object("{'nlpInfo':{'nlpClass':'/bye\\\\n'},'analytics':{'sessionResult':'Done'}}")))
                    .messages());
        }
        account.report(new Conversation("telegram", "boris", "s3")
                .says("a")
                .with(StateRoutesOverHttpTest::hello)
                .messages());
        account.report(new Conversation("telegram", "clara", "s4")
                .says("/start")
                .with(StateRoutesOverHttpTest::hello)
                .messages());
    }

    private static void hello(ObjectNode message) {
        message.setAll(Json.object("{'nlpInfo':{'nlpState':'/hello','nlpClass':'/other'}}"));
    }

    @Test
    void waysOfAllSessionsComeWithTheirResultsTheMostFrequentFirst() {
        HttpAnswer answer =
                account.legacy("POST", "/state-routes/filter").send().ok();
        assertThat(answer.json().path("routes")).isEqualTo(Json.read("""
                [{"states":["/hello","/bye\\\\n"],"stateRoutes":["/hello","/bye\\\\n"],"stateRouteResult":"Done","sessionsCount":2},
                 {"states":[],"stateRoutes":[],"sessionsCount":1},
                 {"states":["/hello"],"stateRoutes":["/hello"],"sessionsCount":1}]
                """));
        assertThat(answer.totalCount()).isEqualTo(3);
    }

    @Test
    void filtersAndPagesApply() {
        HttpAnswer answer = account.legacy("POST", "/state-routes/filter")
                .query("size", 1)
                .query("page", 1)
                .json(Json.filters("{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'YES'}"))
                .send()
                .ok();
        assertThat(answer.totalCount()).isEqualTo(2);
        assertThat(answer.json().path("routes").get(0).path("states")).isEqualTo(Json.read("[\"/hello\"]"));
    }
}
