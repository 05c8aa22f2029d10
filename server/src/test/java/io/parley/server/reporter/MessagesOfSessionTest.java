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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@OnPostgresToo
class MessagesOfSessionTest {
    private static final String PATH = "/messages/by-session";
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;
    private static long vip;
    private static long finance;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        vip = account.newSessionLabel("vip");
        finance = account.newMessageLabel("Topic", "Finance");
        account.report(new Conversation("telegram", "anna", "s")
                .says("/start")
                .says("what is my balance")
                .with(MessagesOfSessionTest::everyMember)
                .happens("hangup")
                .happens("fileEvent")
                .says("bye")
                .messages());
        account.report(new Conversation("bot-old", "chatapi", "boris", "twins", Conversation.START)
                .says("old")
                .messages());
        account.report(
                new Conversation("bot-new", "chatapi", "boris", "twins", Conversation.START.plus(Duration.ofDays(1)))
                        .says("new")
                        .messages());
        account.report(
                account.two(),
                new Conversation("chatapi", "eve", "in two").says("hi").messages());
    }

    private static void everyMember(ObjectNode message) {
        message.setAll(Json.object("""
                {'textAnswer':'42\\n\\nAnything else?','isLivechat':true,'pageName':'Cart','previousPageName':'Home',
                 'operatorInfo':{'id':'7','firstName':'Olga','lastName':'Li','photoUrl':'https://example.org/o.png','channelType':'livechat'},
                 'nlpInfo':{'nlpState':'/balance/told','nlpClass':'/balance','fromState':'/start','pattern':'p','effectivePattern':'e',
                            'confidence':0.87,'rule':'Balance','ruleType':'intentActivator'},
                 'requestData':{'a':[1,2.5,null]},'data':{'b':{}},'responseData':{'replies':[{'type':'text','text':'42'}]},
                 'utterancesJson':[{'text':'ba'}],'exception':'java.lang.Error: boom','processingTime':48,
                 'comment':'asked for balance','status':'DELIVERED',
                 'callTaskId':5,'isCallIncoming':false,'audioFileUrl':'https://example.org/a.mp3',
                 'analytics':{'sessionResult':'Told','sessionData':{'Product':'Card'},'sessionLabels':['vip'],
                              'messageLabels':[{'labelName':'Finance','groupName':'Topic'}]}}
                """));
    }

    @Test
    void legacyGetAndPostAndV1GetAnswerAlike() {
        String byGet =
                account.legacy("GET", PATH).query("sessionId", "s").send().ok().text();
        assertThat(account.legacy("POST", PATH)
                        .query("sessionId", "s")
                        .send()
                        .ok()
                        .text())
                .isEqualTo(byGet);
        assertThat(account.legacy("POST", PATH)
                        .query("sessionId", "s")
                        .json("{}")
                        .send()
                        .ok()
                        .text())
                .isEqualTo(byGet);
        assertThat(v1("s").send().ok().text()).isEqualTo(byGet);
        assertThat(v1("s").query("projectShortName", account.one().shortName())
                        .send()
                        .ok()
                        .text())
                .isEqualTo(byGet);
    }

    @Test
    void theSessionComesWithItsLabelsAndDataAndAllItsMessagesOldestFirst() {
        HttpAnswer answer = v1("s").send().ok();
        assertThat(answer.json().path("paging")).isEqualTo(Json.object("{'pageNum':0,'pageSize':20,'totalCount':5}"));
        assertThat(answer.json().path("session"))
                .isEqualTo(Json.object("""
                {'sessionId':'s','projectShortName':'%s','channelType':'telegram','botId':'bot-telegram','client':{'id':'anna'},
                 'startTime':'2026-03-01T10:00:00.000Z','firstQuestion':'what is my balance','lastQuestion':'bye','questionCount':3,
                 'duration':240000,'callTaskId':5,'isCallIncoming':false,'sessionResult':'Told','audioFileUrl':'https://example.org/a.mp3',
                 'sessionData':{'Product':'Card'},'isLivechat':true,'labels':[{'id':%d,'name':'vip','priority':0}]}
                """.formatted(account.one().shortName(), vip)));
        assertThat(answer.each("messages", "questionId")).containsExactly("s-1", "s-2", "s-3", "s-4", "s-5");
        assertThat(answer.each("messages", "event")).containsExactly(null, null, "hangup", "fileEvent", null);
    }

    @Test
    void everyFieldOfAMessageIsWhatWasReported() {
        JsonNode messages = v1("s").send().ok().json().path("messages");
        assertThat(messages.get(0))
                .isEqualTo(
                        Json.object(
                                "{'sessionId':'s','timestamp':'2026-03-01T10:00:00.000Z','questionId':'s-1','isLivechat':false,'question':'/start','labels':[]}"));
        JsonNode label = messages.get(1).path("labels").get(0);
        assertThat(label.path("id").asLong()).isEqualTo(finance);
        assertThat(label.path("group").path("name").asString()).isEqualTo("Topic");
        ObjectNode rest = (ObjectNode) messages.get(1).deepCopy();
        rest.remove("labels");
        assertThat((JsonNode) rest).isEqualTo(Json.object("""
                {'sessionId':'s','timestamp':'2026-03-01T10:01:00.000Z','questionId':'s-2','isLivechat':true,
                 'question':'what is my balance','textAnswer':'42\\n\\nAnything else?',
                 'operatorInfo':{'id':'7','firstName':'Olga','lastName':'Li','photoUrl':'https://example.org/o.png','channelType':'livechat'},
                 'nlpInfo':{'nlpState':'/balance/told','nlpClass':'/balance','fromState':'/start','pattern':'p','effectivePattern':'e',
                            'confidence':0.87,'rule':'Balance','ruleType':'intentActivator'},
                 'pageName':'Cart','previousPageName':'Home',
                 'requestData':{'a':[1,2.5,null]},'data':{'b':{}},'responseData':{'replies':[{'type':'text','text':'42'}]},
                 'utterancesJson':{'utterances':[{'text':'ba'}]},'exception':'java.lang.Error: boom','processingTime':48,
                 'comment':'asked for balance','status':'DELIVERED'}
                """));
    }

    @Test
    void hideEmptyMessageLeavesOutStartAndEventsButNotFiles() {
        HttpAnswer answer = v1("s").query("hideEmptyMessage", true).send().ok();
        assertThat(answer.each("messages", "questionId")).containsExactly("s-2", "s-4", "s-5");
        assertThat(answer.totalCount()).isEqualTo(3);
    }

    @Test
    void startTimeLeavesOutWhatWasBeforeItInAnyOffset() {
        assertThat(v1("s").query("startTime", "2026-03-01T10:03:00Z")
                        .send()
                        .ok()
                        .each("messages", "questionId"))
                .containsExactly("s-4", "s-5");
        // The plus sign is not escaped, as users often write it.
        assertThat(SERVER.get(
                                "/api/v1/reporter/messages/by-session?sessionId=s&startTime=2026-03-01T13:03:00.000+03:00")
                        .bearer(account.unified())
                        .send()
                        .ok()
                        .each("messages", "questionId"))
                .containsExactly("s-4", "s-5");
        v1("s").query("startTime", "yesterday")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_DATE,
                        "startTime",
                        "yesterday",
                        "an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z");
    }

    @Test
    void messagesOfOneMomentAreOrderedByTheirIdsAsTheirPlacesAreCounted() {
        List<String> ids = List.of("", "1", "z", "я", "ｚ", "🙂").stream()
                .map(end -> "at-once-" + end)
                .toList();
        Conversation atOnce = new Conversation("telegram", "carl", "at once");
        ids.reversed()
                .forEach(id -> atOnce.says(id)
                        .with(message ->
                                message.put("questionId", id).put("timestamp", Conversation.START.toString())));
        account.report(atOnce.messages());
        assertThat(v1("at once").send().ok().each("messages", "questionId")).isEqualTo(ids);
        for (int place = 0; place < ids.size(); place++) {
            JsonNode page = account.legacy("GET", "/messages/page-in-session")
                    .query("sessionId", "at once")
                    .query("questionId", ids.get(place))
                    .query("size", 1)
                    .send()
                    .ok()
                    .json();
            assertThat(page.path("pageNumber").asInt(-1)).as(ids.get(place)).isEqualTo(place);
        }
    }

    @Test
    void pagesCountFromTheSessionsBeginning() {
        assertThat(v1("s").query("size", 2).query("page", 1).send().ok().each("messages", "questionId"))
                .containsExactly("s-3", "s-4");
        HttpAnswer past = v1("s").query("size", 2).query("page", 3).send().ok();
        assertThat(past.json().path("messages").isEmpty()).isTrue();
        assertThat(past.totalCount()).isEqualTo(5);
    }

    @Test
    void ofSessionsWithOneIdTheNewestIsMeantUnlessTheBotIsNamed() {
        assertThat(v1("twins").send().ok().each("messages", "question")).containsExactly("new");
        assertThat(v1("twins").query("botId", "bot-old").send().ok().each("messages", "question"))
                .containsExactly("old");
    }

    @Test
    void aSessionOutOfReachIsAnsweredLikeOneThatDoesNotExist() {
        String expected = "the id of a session within reach of this call";
        v1("no such").send().isRefused(404, ErrorCode.SESSION, "sessionId", "no such", expected);
        v1("twins").query("botId", "bot-none").send().isRefused(404, ErrorCode.SESSION, "sessionId", "twins", expected);
        account.legacy("GET", PATH)
                .query("sessionId", "in two")
                .send()
                .isRefused(404, ErrorCode.SESSION, "sessionId", "in two", expected);
        assertThat(v1("in two").send().ok().each("messages", "question")).containsExactly("hi");
    }

    @Test
    void withoutASessionIdTheCallIsRefused() {
        for (HttpCall call : List.of(
                account.legacy("POST", PATH),
                account.v1("GET", "/reporter" + PATH).query("sessionId", ""))) {
            call.send().isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of a session");
        }
    }

    private static HttpCall v1(String sessionId) {
        return account.v1("GET", "/reporter" + PATH).query("sessionId", sessionId);
    }

    @Test
    void whatNoEngineCanHoldIsLookedForInVain() {
        for (String id : new String[] {"a\u0000b", "\ud800"}) {
            v1(id).send().isRefused(404, ErrorCode.SESSION);
        }
    }
}
