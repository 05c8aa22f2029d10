// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The request in the vendor's help page, with numbers as strings: sessions of 20 to 50 client messages. */
@OnPostgresToo
class HelpPageRequestTest {
    private static final String BODY = """
            {
              "filters": [
                {"type": "DATE_TIME_RANGE", "key": "MESSAGE_TIME", "from": "2026-03-01T00:00:00.000Z", "to": "2026-03-01T23:59:59.999Z"},
                {"type": "RADIO", "key": "WITHOUT_EMPTY_SESSIONS", "option": "YES"},
                {"type": "NUMERIC_RANGE", "key": "MESSAGE_COUNT", "from": "20", "to": "50"}
              ]
            }
            """;

    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;
    private static long vip;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        vip = account.newSessionLabel("vip");
        account.newSessionLabel("not given");
        account.report(chat("nineteen", 19).messages());
        account.report(chat("twenty", 20).messages());
        account.report(chat("fifty", 50).messages());
        account.report(chat("fifty-one", 51).messages());
        account.report(new Conversation("chatapi", "e", "empty")
                .says("/start")
                .happens("hello")
                .messages());
        account.report(new Conversation("b", "chatapi", "y", "yesterday", Conversation.START.minus(Duration.ofDays(1)))
                .says("hi")
                .messages());
        Conversation call = new Conversation("bot-r", "resterisk", "471177", "call", Conversation.START.plusSeconds(1))
                .happens("ringing")
                .with(m -> m.put("isCallIncoming", true)
                        .put("callTaskId", 77)
                        .put("audioFileUrl", "https://example.org/1.mp3"));
        IntStream.rangeClosed(1, 25).forEach(i -> call.says("phrase " + i));
        call.with(m -> ((ObjectNode) m.get("client"))
                        .put("firstName", "Anna")
                        .put("lastName", "Probe")
                        .put("username", "anna"))
                .with(m -> m.put("isLivechat", true))
                .with(
                        m -> m.set(
                                "analytics",
                                Json.object(
                                        "{'sessionResult':'Sold','sessionData':{'City':'Омск','Amount':3},'sessionLabels':['vip','unheard of']}")));
        account.report(call.messages());
    }

    private static Conversation chat(String sessionId, int questions) {
        Conversation chat = new Conversation("chatapi", "client of " + sessionId, sessionId).says("/start");
        IntStream.rangeClosed(1, questions).forEach(i -> chat.says("question " + i));
        return chat;
    }

    @Test
    void bothLegacyPathsAndTheV1PathAnswerTheHelpPagesRequestAlike() {
        HttpAnswer legacy = ask(SERVER.post("/reporter/p/" + account.projectToken() + "/sessions/filter"));
        HttpAnswer withApi = ask(SERVER.post("/api/reporter/p/" + account.projectToken() + "/sessions/filter"));
        HttpAnswer encoded =
                ask(SERVER.post("/reporter/p/" + account.projectToken().replace(":", "%3A") + "/sessions/filter"));
        HttpAnswer v1 = ask(account.v1("POST", "/reporter/sessions/filter")
                .query("projectShortName", account.one().shortName()));
        HttpAnswer wholeAccount = ask(account.v1("POST", "/reporter/sessions/filter"));

        assertThat(legacy.each("sessions", "sessionId")).containsExactly("call", "fifty", "twenty");
        assertThat(withApi.text()).isEqualTo(legacy.text());
        assertThat(encoded.text()).isEqualTo(legacy.text());
        assertThat(v1.text()).isEqualTo(legacy.text());
        assertThat(wholeAccount.text()).isEqualTo(legacy.text());
    }

    @Test
    void everyFieldOfASessionIsWhatWasReported() {
        JsonNode answer = ask(account.legacy("POST", "/sessions/filter")).json();
        assertThat(answer.path("paging")).isEqualTo(Json.object("{'pageNum':0,'pageSize':20,'totalCount':3}"));
        assertThat(answer.path("sessions").get(0))
                .isEqualTo(Json.object("""
                {'sessionId':'call','projectShortName':'%s','channelType':'resterisk','botId':'bot-r',
                 'client':{'id':'471177','firstName':'Anna','lastName':'Probe','username':'anna'},
                 'startTime':'2026-03-01T10:00:01.000Z','firstQuestion':'phrase 1','lastQuestion':'phrase 25','questionCount':25,
                 'duration':1500000,'callTaskId':77,'isCallIncoming':true,'sessionResult':'Sold',
                 'audioFileUrl':'https://example.org/1.mp3','isLivechat':true,
                 'labels':[{'id':%d,'name':'vip','priority':0}]}
                """.formatted(account.one().shortName(), vip)));
        assertThat(answer.path("sessions").get(1))
                .isEqualTo(Json.object("""
                {'sessionId':'fifty','projectShortName':'%s','channelType':'chatapi','botId':'bot-chatapi',
                 'client':{'id':'client of fifty'},'startTime':'2026-03-01T10:00:00.000Z','firstQuestion':'question 1',
                 'lastQuestion':'question 50','questionCount':50,'duration':3000000,'isLivechat':false,'labels':[]}
                """.formatted(account.one().shortName())));
    }

    @Test
    void labelsComeUnlessTheyAreNotWantedAndSessionDataComesOnlyWhenAskedFor() {
        JsonNode bare = ask(account.legacy("POST", "/sessions/filter").query("needToReturnSessionLabels", false))
                .json()
                .path("sessions")
                .get(0);
        assertThat(bare.has("labels")).isFalse();
        assertThat(bare.has("sessionData")).isFalse();

        JsonNode labelled = ask(account.legacy("POST", "/sessions/filter")).json();
        assertThat(labelled.path("sessions").get(0).path("labels"))
                .isEqualTo(Json.read("[{\"id\":%d,\"name\":\"vip\",\"priority\":0}]".formatted(vip)));
        assertThat(labelled.path("sessions").get(1).path("labels")).isEqualTo(Json.read("[]"));
        assertThat(labelled.path("sessions").get(0).has("sessionData")).isFalse();

        JsonNode withData = ask(account.legacy("POST", "/sessions/filter").query("needToReturnSessionData", "TRUE"))
                .json();
        assertThat(withData.path("sessions").get(0).path("sessionData"))
                .isEqualTo(Json.object("{'Amount':'3','City':'Омск'}"));
        assertThat(withData.path("sessions").get(0).path("labels")).hasSize(1);
    }

    @Test
    void aSizeOverTheMaximumIsCutToItOnAllLists() {
        for (String list : List.of("sessions", "messages", "clients", "state-routes")) {
            JsonNode answer = account.legacy("POST", "/" + list + "/filter")
                    .query("size", 1001)
                    .send()
                    .ok()
                    .json();
            assertThat(answer.path("paging").path("pageSize").asInt()).as(list).isEqualTo(1000);
        }
        JsonNode session = account.legacy("GET", "/messages/by-session")
                .query("sessionId", "twenty")
                .query("size", Integer.MAX_VALUE)
                .send()
                .ok()
                .json();
        assertThat(session.path("paging").path("pageSize").asInt()).isEqualTo(1000);
        assertThat(account.legacy("GET", "/reports")
                        .query("size", 5000)
                        .extras()
                        .send()
                        .ok()
                        .json()
                        .path("paging")
                        .path("pageSize")
                        .asInt())
                .isEqualTo(1000);
    }

    @Test
    void callsWithoutABodyOfTheirOwnTakeTheirParametersInAJsonObject() {
        JsonNode session = account.legacy("POST", "/messages/by-session")
                .json(
                        "{\"sessionId\":\"twenty\",\"size\":3,\"hideEmptyMessage\":true,\"responseDataJsonPath\":[\"$.replies\"]}")
                .send()
                .ok()
                .json();
        assertThat(session.path("paging").path("pageSize").asInt()).isEqualTo(3);
        assertThat(session.path("messages").get(0).path("question").asString()).isEqualTo("question 1");
        // The query takes precedence.
        assertThat(account.legacy("POST", "/messages/by-session")
                        .query("sessionId", "nineteen")
                        .json("{\"sessionId\":\"twenty\"}")
                        .send()
                        .ok()
                        .json()
                        .path("session")
                        .path("sessionId")
                        .asString())
                .isEqualTo("nineteen");
        assertThat(account.legacy("POST", "/messages/by-session")
                        .body("application/x-www-form-urlencoded", "sessionId=twenty")
                        .send()
                        .ok()
                        .each("messages", "questionId"))
                .hasSize(20);
        assertThat(account.legacy("POST", "/clients/all-for-bot")
                        .json("{\"botId\":\"bot-r\",\"dateTo\":\"2027-01-01T00:00:00Z\"}")
                        .send()
                        .ok()
                        .each("clients", "id"))
                .containsExactly("471177");
        account.legacy("POST", "/messages/by-session")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of a session");
        account.legacy("POST", "/messages/by-session")
                .json("{\"sessionId\":\"twenty\",\"size\":\"many\"}")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "size", "\"many\"", "an integer");
        account.legacy("POST", "/messages/by-session")
                .json("[1]")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "body", "[1]", "a JSON object");
    }

    @Test
    void pagesFollowEachOtherAndTheOnePastTheEndIsEmpty() {
        List<List<String>> pages = IntStream.rangeClosed(0, 3)
                .mapToObj(page -> ask(account.legacy("POST", "/sessions/filter")
                        .query("size", 1)
                        .query("page", page)))
                .peek(answer -> assertThat(answer.totalCount()).isEqualTo(3))
                .map(answer -> answer.each("sessions", "sessionId"))
                .toList();
        assertThat(pages).containsExactly(List.of("call"), List.of("fifty"), List.of("twenty"), List.of());
    }

    @Test
    void withoutABodyAllSessionsAreListedNewestFirst() {
        assertThat(account.legacy("POST", "/sessions/filter").send().ok().each("sessions", "sessionId"))
                .containsExactly("call", "empty", "fifty", "fifty-one", "nineteen", "twenty", "yesterday");
    }

    private static HttpAnswer ask(HttpCall call) {
        return call.json(BODY).send().ok();
    }
}
