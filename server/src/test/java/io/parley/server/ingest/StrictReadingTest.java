// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a record says is read, refused, or warned of; nothing of it is lost without a word. */
@OnPostgresToo
class StrictReadingTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "message", "answer", "query", "Question", "comment"})
    void aRecordWithNothingInItIsRefusedByName(String member) {
        ObjectNode empty = message().put(member, "hi");
        empty.remove("question");
        JsonNode answer = report(List.of(empty, message()));
        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.at("/errors/0/error").asString()).isEqualTo(ErrorCode.MISSING_FIELD.code());
        assertThat(answer.at("/errors/0/message").asString())
                .startsWith("question: got nothing, expected one of question, event, textAnswer and "
                        + "responseData.replies, for the record says nothing else")
                .endsWith(member.equals("comment") ? "else" : "; not known: " + member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event':'fileEvent'}",
                "{'textAnswer':'hello'}",
                "{'textAnswer':'hello','isLivechat':'true','operatorInfo':{'id':7}}",
                "{'responseData':{'replies':[{'type':'image','imageUrl':'x'}]}}",
                "{'cleaned':true}"
            })
    void aRecordThatSaysAnythingIsTaken(String members) {
        ObjectNode message = message();
        message.remove("question");
        message.setAll(Json.object(members));
        JsonNode answer = report(List.of(message));
        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.has("warnings")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'9'", "9", "' 9.0 '", "9.0"})
    void aScoreIsReadAsTextToo(String nps) {
        send("{'nps':" + nps + ",'automationStatus':'true'}");
        assertThat(sessions("{'key':'NPS','type':'CHECKBOX','options':[9]}")).isEqualTo(1);
        assertThat(sessions("{'key':'AUTOMATION_STATUS','type':'CHECKBOX','options':['true']}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'nps':'nine'} | analytics.nps",
                "{'nps':true} | analytics.nps",
                "{'nps':'9f'} | analytics.nps",
                "{'automationStatus':'yes'} | analytics.automationStatus",
                "{'sessionLabels':'vip'} | analytics.sessionLabels",
                "{'sessionTopics':[{}]} | analytics.sessionTopics[0]",
                "{'sessionResult':{}} | analytics.sessionResult",
                "{'sessionData':[1]} | analytics.sessionData"
            })
    void whatCannotBeReadIsRefused(String analytics, String field) {
        ObjectNode message = message().set("analytics", Json.object(analytics));
        JsonNode answer = report(List.of(message));
        assertThat(answer.path("accepted").asInt()).isZero();
        assertThat(answer.at("/errors/0/message").asString()).startsWith(field + ": ");
    }

    @Test
    void emptyTextsAreAbsent() {
        ObjectNode message = message();
        message.setAll(Json.object("{'event':'','textAnswer':' ','exception':'','pageName':'','status':'','intent':'',"
                + "'nlpInfo':{'nlpState':'','nlpClass':'','rule':'','ruleType':'','confidence':''},'processingTime':'',"
                + "'analytics':{'sessionResult':'','sessionTopics':['',' '],'scenarioActions':[''],'sessionLabels':[''],"
                + "'nps':'','automationStatus':'','textCampaign':{'textCampaignId':'','textCampaignResult':''},"
                + "'messageLabels':[{'labelName':''}],'sessionData':{'':'x','kept':''}}}"));
        assertThat(report(List.of(message)).path("accepted").asInt()).isEqualTo(1);
        for (String key : List.of(
                "SESSION_RESULT",
                "SESSION_TOPIC",
                "SCENARIO_ACTION",
                "TEXT_CAMPAIGN_ID",
                "NLP_STATE",
                "INTENT",
                "NPS")) {
            assertThat(sessions("{'key':'" + key + "','type':'CHECKBOX','comparisonType':'EXISTS'}"))
                    .as(key)
                    .isZero();
        }
        assertThat(sessions("{'key':'EXCEPTION_EXISTENCE','type':'RADIO','option':'YES'}"))
                .isZero();
        assertThat(sessions("{'key':'SESSION_DATA','type':'COMPOSITE_FILTER','options':[{'key':'kept','value':'',"
                        + "'comparisonOption':'EQUALS'}]}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.3", "-1", "'1.01'", "'NaN'"})
    void aConfidenceOutOfBoundsIsRefused(String confidence) {
        ObjectNode message = message().set("nlpInfo", Json.object("{'confidence':" + confidence + "}"));
        JsonNode answer = report(List.of(message));
        assertThat(answer.at("/errors/0/message").asString()).startsWith("nlpInfo.confidence: ");
    }

    @Test
    void unknownMembersAreNamedOfTheFirstRecordThatHasSome() {
        ObjectNode misspelt = message().put("questionId", "misspelt").put("texAnswer", "hello");
        misspelt.set("nlpInfo", Json.object("{'intentName':'x','rule':'y'}"));
        misspelt.set("client", Json.object("{'id':'anna','name':'Anna'}"));
        misspelt.set("responseData", Json.object("{'anything':{'goes':1}}"));
        ObjectNode another = message().put("questionId", "another").put("foo", 1);
        JsonNode answer = report(List.of(message(), misspelt, another));
        assertThat(answer.path("accepted").asInt()).isEqualTo(3);
        assertThat(answer.path("warnings")).isEqualTo(Json.read("""
                        [{"index":1,"line":1,"questionId":"misspelt",
                          "unknownMembers":["client.name","texAnswer","nlpInfo.intentName"],"records":2}]
                        """));
        assertThat(SERVER.post("/api/v1/ingest/statuses")
                        .bearer(account.ingestToken())
                        .body("application/x-ndjson", "\n{\"questionId\":\"q\",\"status\":\"SENT\",\"time\":1}")
                        .send()
                        .ok()
                        .json()
                        .path("warnings"))
                .isEqualTo(Json.read(
                        "[{\"index\":0,\"line\":2,\"questionId\":\"q\",\"unknownMembers\":[\"time\"],\"records\":1}]"));
    }

    @Test
    void whatAListGivesOutIsAllKnown() {
        send("{'sessionResult':'Done','sessionData':{'a':'b'},'messageLabels':[{'labelName':'x'}],'nps':1,"
                + "'textCampaign':{'textCampaignId':'7'}}");
        JsonNode rows = account.v1("POST", "/reporter/messages/filter")
                .extras()
                .json(Json.filters("{'key':'CUSTOM_FIELDS_IN_RESPONSE','type':'CUSTOM_FIELDS_IN_RESPONSE',"
                        + "'responseDataJsonPaths':['$.x']}"))
                .send()
                .ok()
                .json()
                .path("messages");
        assertThat(account.report(account.two(), rows.valueStream().toList()).has("warnings"))
                .isFalse();
    }

    @Test
    void aLogOfABotKeepsItsMessageAndItsOddMembersAreInQuarantine() {
        ObjectNode log = CapturedLogs.log(1);
        ((ObjectNode) log.path("nlpInfo")).put("confidence", 7.3);
        ObjectNode response = (ObjectNode) log.path("response").path("responseData");
        response.set("analytics", Json.object("{'nps':'9','automationStatus':'false','sessionResult':''}"));
        CapturedLogs.send(SERVER, account, log.toString());
        HttpAnswer messages =
                account.legacy("POST", "/messages/filter").extras().send().ok();
        assertThat(messages.totalCount()).isEqualTo(1);
        assertThat(messages.json().at("/messages/0/nlpInfo").has("confidence")).isFalse();
        assertThat(messages.json().at("/messages/0/analytics/nps").asDouble()).isEqualTo(9);
        assertThat(messages.json().at("/messages/0/analytics/automationStatus").asBoolean(true))
                .isFalse();
        assertThat(messages.json().at("/messages/0/analytics").has("sessionResult"))
                .isFalse();
        assertThat(SERVER.get("/api/v1/ingest/quarantine")
                        .bearer(account.ingestToken())
                        .send()
                        .ok()
                        .each("records", "message"))
                .containsExactly("nlpInfo.confidence: got «7.3», expected a number from 0 to 1");
    }

    @Test
    void aNumberHasOneSpelling() {
        Stream.of("5550142", "5550142.0", "5.550142e6").forEach(id -> {
            ObjectNode message = message().put("questionId", "q " + id);
            message.putObject("client").set("id", Json.read(id));
            report(List.of(message));
        });
        assertThat(account.legacy("POST", "/clients/filter").send().ok().totalCount())
                .isEqualTo(1);
    }

    /** The answer to a batch, of which some records may be refused. */
    private JsonNode report(List<?> messages) {
        return SERVER.post("/api/v1/ingest/messages")
                .bearer(account.ingestToken())
                .json(messages)
                .send()
                .ok()
                .json();
    }

    private static ObjectNode message() {
        return new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
    }

    private void send(String analytics) {
        ObjectNode message = message().set("analytics", Json.object(analytics));
        assertThat(report(List.of(message)).path("accepted").asInt()).isEqualTo(1);
    }

    private long sessions(String filter) {
        return account.legacy("POST", "/sessions/filter")
                .json(Json.filters(filter))
                .send()
                .ok()
                .totalCount();
    }
}
