// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Intents, and what no bot recognised, of bots of any framework. */
@OnPostgresToo
class IntentsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'intent':'Order'}",
                "{'nlpInfo':{'nlpClass':'/Order','nlpState':'/Order','confidence':0.93,'rule':'Order'}}",
                "{'nlpInfo':{'rule':'Order','ruleType':'keywordIntentActivator'}}",
                "{'intent':'Order','nlpInfo':{'rule':'x*','ruleType':'regexActivator'}}",
                "{'intent':'Order','unrecognised':false,'nlpInfo':{'nlpState':'/CatchAll'}}"
            })
    void anIntentIsFoundAndGoesRound(String members) {
        for (int round = 0; round < 2; round++) {
            if (round == 0) {
                report(members);
            } else {
                JsonNode rows = list(account).path("messages");
                account = SERVER.newAccount();
                assertThat(account.report(rows.valueStream().toList())
                                .path("accepted")
                                .asInt())
                        .isEqualTo(1);
            }
            assertThat(found("{'key':'INTENT','type':'TREE','options':['Order']}"))
                    .as("round %d", round)
                    .isEqualTo(1);
            assertThat(found("{'key':'MESSAGE_TYPE','type':'CHECKBOX','options':['unrecognised']}"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'unrecognised':true}",
                "{'unrecognised':'true','intent':'Order'}",
                "{'unrecognised':true,'nlpInfo':{'rule':'x*','ruleType':'regexActivator'}}",
                "{'intent':'nlu_fallback'}",
                "{'nlpInfo':{'rule':'nlu_fallback'}}",
                "{'nlpInfo':{'rule':'nlu_fallback','ruleType':'rasaIntentActivator'}}",
                "{'nlpInfo':{'nlpState':'action_default_fallback'}}",
                "{'intent':'Default Fallback Intent'}",
                "{'intent':'NO_MATCH'}",
                "{'nlpInfo':{'nlpClass':'/shop/NoMatch'}}",
                "{'nlpInfo':{'ruleType':'catchAllActivator'}}",
                "{'intent':'catchAll'}",
                "{'intent':'None'}",
                "{'intent':'AMAZON.FallbackIntent'}"
            })
    void whatAFallbackAnsweredIsNotRecognisedAndGoesRound(String members) {
        for (int round = 0; round < 2; round++) {
            if (round == 0) {
                report(members);
            } else {
                JsonNode rows = list(account).path("messages");
                account = SERVER.newAccount();
                account.report(rows.valueStream().toList());
            }
            assertThat(found("{'key':'MESSAGE_TYPE','type':'CHECKBOX','options':['unrecognised']}"))
                    .as("round %d", round)
                    .isEqualTo(1);
            assertThat(account.legacy("POST", "/stats/metrics/unrecognised-rate")
                            .query("from", "2026-03-01T00:00:00Z")
                            .query("to", "2026-03-02T00:00:00Z")
                            .send()
                            .ok()
                            .json()
                            .at("/total/value")
                            .asDouble())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatABotSaysPlainlyTakesTheNlpInfosPlace() {
        report("{'intent':'Order','nlpInfo':{'rule':'Fallback','ruleType':'llmIntentActivator'}}");
        assertThat(found("{'key':'INTENT','type':'CHECKBOX','options':['Fallback']}"))
                .isZero();
        assertThat(list(account).at("/messages/0/intent").asString()).isEqualTo("Order");
        assertThat(list(account).at("/messages/0/nlpInfo/rule").asString()).isEqualTo("Fallback");
    }

    private void report(String members) {
        ObjectNode message =
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
        message.setAll(Json.object(members));
        assertThat(account.report(List.of(message)).path("accepted").asInt()).isEqualTo(1);
    }

    private long found(String filter) {
        return account.legacy("POST", "/messages/filter")
                .json(Json.filters(filter))
                .send()
                .ok()
                .totalCount();
    }

    private static JsonNode list(Account account) {
        return account.v1("POST", "/reporter/messages/filter")
                .extras()
                .send()
                .ok()
                .json();
    }
}
