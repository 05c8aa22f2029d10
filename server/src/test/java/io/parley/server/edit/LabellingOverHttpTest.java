// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adding labels to messages and sessions over HTTP, one by one and in bulk, as the contract specifies it. */
@OnPostgresToo
class LabellingOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String ON_MESSAGES = "/reporter/message/labels/logs";
    private static final String ON_SESSIONS = "/reporter/session-labels/sessions";

    private Account account;
    private long good;
    private long bad;
    private long vip;
    private long spam;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("telegram", "anna", "s1")
                .says("refund please")
                .says("thanks")
                .messages());
        account.report(
                new Conversation("viber", "boris", "s2").says("refund now").messages());
        account.report(
                account.two(),
                new Conversation("telegram", "carl", "s3").says("refund").messages());
        good = account.newMessageLabel("Tone", "good");
        bad = account.newMessageLabel("Tone", "bad");
        vip = account.newSessionLabel("vip");
        spam = account.newSessionLabel("spam");
    }

    // ---- One by one

    @Test
    void aLabelIsPutOnAMessageAndTakenOff() {
        assertThat(onMessage("POST", "s1-1", good).send().ok().bytes()).isEmpty();
        onMessage("POST", "s1-1", good).send().ok();
        onMessage("POST", "s1-1", bad).send().ok();
        assertThat(labelsOfMessage("s1-1")).containsExactly(good, bad);
        assertThat(labelsOfMessage("s1-2")).isEmpty();
        assertThat(onMessage("DELETE", "s1-1", good).send().ok().bytes()).isEmpty();
        onMessage("DELETE", "s1-1", good).send().ok();
        assertThat(labelsOfMessage("s1-1")).containsExactly(bad);
    }

    @Test
    void aLabelIsPutOnASessionAndTakenOff() {
        assertThat(onSession("POST", "s1", vip).send().ok().bytes()).isEmpty();
        onSession("POST", "s1", spam).send().ok();
        assertThat(labelsOfSession("s1")).containsExactly(vip, spam);
        assertThat(labelsOfSession("s2")).isEmpty();
        assertThat(onSession("DELETE", "s1", vip).send().ok().bytes()).isEmpty();
        assertThat(labelsOfSession("s1")).containsExactly(spam);
    }

    @Test
    void aListSetsTheLabelsOfAMessageOrSession() {
        onMessage("POST", "s1-1", good).send().ok();
        setOnMessage("s1-1", "s1", "[{'labelId':" + bad + "}]").send().ok();
        assertThat(labelsOfMessage("s1-1")).containsExactly(bad);
        setOnMessage("s1-1", "s1", "[]").send().ok();
        assertThat(labelsOfMessage("s1-1")).isEmpty();
        setOnMessage("s1-1", "s2", "[]")
                .send()
                .isRefused(
                        404, ErrorCode.MESSAGE, "questionId", "s1-1", "the id of a message within reach of this call");
        setOnMessage("s1-1", "s1", "[{'labelId':" + good + "},{'labelId':" + vip + "}]")
                .send()
                .isRefused(404, ErrorCode.LABEL, "[1].labelId", "" + vip, "the id of a message label of this account");
        assertThat(labelsOfMessage("s1-1")).isEmpty();

        account.v1("POST", ON_SESSIONS + "/set-by-list")
                .query("sessionId", "s1")
                .json("[{\"labelId\":" + vip + "}]")
                .send()
                .ok();
        account.v1("POST", ON_SESSIONS + "/set-by-list")
                .query("sessionId", "s1")
                .json("[{\"labelId\":" + spam + "}]")
                .send()
                .ok();
        assertThat(labelsOfSession("s1")).containsExactly(spam);
    }

    @Test
    void whatIsMissingOrUnknownIsRefusedByName() {
        account.v1("POST", ON_MESSAGES)
                .json("{\"labelId\":" + good + "}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "questionId", null, "the id of a message");
        account.v1("POST", ON_SESSIONS)
                .json("{\"labelId\":" + vip + "}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of a session");
        account.v1("POST", ON_MESSAGES + "/set-by-list")
                .query("questionId", "s1-1")
                .json("[]")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "sessionId", null, "the id of the message's session");
        onMessage("POST", "none", good)
                .send()
                .isRefused(
                        404, ErrorCode.MESSAGE, "questionId", "none", "the id of a message within reach of this call");
        onSession("POST", "none", vip)
                .send()
                .isRefused(
                        404, ErrorCode.SESSION, "sessionId", "none", "the id of a session within reach of this call");
        onMessage("POST", "s1-1", vip)
                .send()
                .isRefused(404, ErrorCode.LABEL, "labelId", "" + vip, "the id of a message label of this account");
        onSession("DELETE", "s1", good)
                .send()
                .isRefused(404, ErrorCode.LABEL, "labelId", "" + good, "the id of a session label of this account");
        account.v1("POST", ON_MESSAGES)
                .query("questionId", "s1-1")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "labelId", null, "the id of a label");
        account.v1("DELETE", ON_MESSAGES)
                .query("questionId", "s1-1")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "body", "nothing", "a JSON object");
    }

    @Test
    void ofSeveralWithOneIdTheNewestIsMeantUnlessTheBotIsNamed() {
        account.report(new Conversation("bot-x", "telegram", "anna", "s1", Conversation.START.plusSeconds(3600))
                .says("later")
                .messages());
        onMessage("POST", "s1-1", good).send().ok();
        onSession("POST", "s1", vip).send().ok();
        onMessage("POST", "s1-1", bad).query("botId", "bot-telegram").send().ok();
        onSession("POST", "s1", spam).query("botId", "bot-telegram").send().ok();
        assertThat(labels("messages", "questionId", "s1-1", "bot-x")).containsExactly(good);
        assertThat(labels("messages", "questionId", "s1-1", "bot-telegram")).containsExactly(bad);
        assertThat(labels("sessions", "sessionId", "s1", "bot-x")).containsExactly(vip);
        assertThat(labels("sessions", "sessionId", "s1", "bot-telegram")).containsExactly(spam);
    }

    // ---- In bulk

    @Test
    void manyMessagesAreLabelledByFilterOrById() {
        String refund = "'filters':" + filter("MESSAGE_TEXT", "refund");
        bulk(ON_MESSAGES, "{'comparisonType':'CONTAINS','labels':[" + good + "," + bad + "]," + refund + "}")
                .ok();
        assertThat(labelled(good)).containsExactlyInAnyOrder("s1-1", "s2-1", "s3-1");
        assertThat(labelled(bad)).containsExactlyInAnyOrder("s1-1", "s2-1", "s3-1");
        bulk(ON_MESSAGES, "{'comparisonType':'NOT_CONTAINS','labels':[" + bad + "]," + refund + "}")
                .ok();
        assertThat(labelled(bad)).isEmpty();
        bulk(
                        ON_MESSAGES,
                        "{'comparisonType':'EXISTS','labels':[" + bad + "],'objectIds':['s1-2','s2-1'],'filters':null}")
                .ok();
        assertThat(labelled(bad)).containsExactlyInAnyOrder("s1-2", "s2-1");
        bulk(ON_MESSAGES, "{'comparisonType':'NOT_EXISTS','labels':[],'objectIds':[]," + refund + "}")
                .ok();
        assertThat(labelled(good)).isEmpty();
        assertThat(labelled(bad)).containsExactly("s1-2");
        assertThat(bulk(ON_MESSAGES, "{'comparisonType':'contains','labels':[" + good + "],'filters':{}}")
                        .ok()
                        .bytes())
                .isEmpty();
        assertThat(labelled(good)).hasSize(4);
    }

    @Test
    void manySessionsAreLabelledByFilterOrById() {
        String refund = "'filters':" + filter("MESSAGE_TEXT", "thanks");
        bulk(ON_SESSIONS, "{'comparisonType':'CONTAINS','labels':[" + vip + "]," + refund + "}")
                .ok();
        bulk(ON_SESSIONS, "{'comparisonType':'CONTAINS','labels':[" + spam + "],'objectIds':['s2','s3']}")
                .ok();
        assertThat(labelsOfSession("s1")).containsExactly(vip);
        assertThat(labelsOfSession("s2")).containsExactly(spam);
        assertThat(labelsOfSession("s3")).containsExactly(spam);
        bulk(ON_SESSIONS, "{'comparisonType':'NOT_EXISTS','labels':[],'objectIds':['s2']}")
                .ok();
        assertThat(labelsOfSession("s2")).isEmpty();
        assertThat(labelsOfSession("s3")).containsExactly(spam);
    }

    @Test
    void bulkLabellingThatCannotBeMeantIsRefusedAsAWhole() {
        for (String path : List.of(ON_MESSAGES, ON_SESSIONS)) {
            long label = path.equals(ON_MESSAGES) ? good : vip;
            String noun = path.equals(ON_MESSAGES) ? "message" : "session";
            bulk(path, "{'labels':[" + label + "],'objectIds':['s1']}")
                    .isRefused(400, ErrorCode.MISSING_FIELD, "comparisonType", null, "what to do with the labels");
            bulk(path, "{'comparisonType':'NOT_IMPORTANT','labels':[" + label + "],'objectIds':['s1']}")
                    .isRefused(
                            400,
                            ErrorCode.INVALID_VALUE,
                            "comparisonType",
                            "NOT_IMPORTANT",
                            "CONTAINS or EXISTS to add the labels, NOT_CONTAINS to remove them, NOT_EXISTS to remove all");
            bulk(path, "{'comparisonType':'SOME','labels':[" + label + "],'objectIds':['s1']}")
                    .isRefused(
                            400,
                            ErrorCode.INVALID_VALUE,
                            "comparisonType",
                            "SOME",
                            "one of NOT_IMPORTANT, NOT_EXISTS, EXISTS, CONTAINS, NOT_CONTAINS");
            bulk(path, "{'comparisonType':'CONTAINS','objectIds':['s1']}")
                    .isRefused(400, ErrorCode.MISSING_FIELD, "labels", null, "a list of label ids");
            bulk(path, "{'comparisonType':'CONTAINS','labels':[],'objectIds':['s1']}")
                    .isRefused(400, ErrorCode.MISSING_FIELD, "labels", "[]", "at least one label id");
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + "]}")
                    .isRefused(
                            400, ErrorCode.MISSING_FIELD, "objectIds", null, "a list of ids, unless there are filters");
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + ",'x'],'objectIds':['s1']}")
                    .isRefused(400, ErrorCode.WRONG_TYPE, "labels[1]", "\"x\"", "an integer");
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + ",17],'filters':{}}")
                    .isRefused(
                            404, ErrorCode.LABEL, "labels[1]", "17", "the id of a " + noun + " label of this account");
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + "],'objectIds':['none']}")
                    .isRefused(404, path.equals(ON_MESSAGES) ? ErrorCode.MESSAGE : ErrorCode.SESSION);
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + "],'filters':{'filters':[{'key':'?'}]}}")
                    .isRefused(400, ErrorCode.UNKNOWN_FILTER_KEY);
            bulk(path, "{'comparisonType':'CONTAINS','labels':[" + label + "],'filters':[]}")
                    .isRefused(400, ErrorCode.WRONG_TYPE, "filters", "[]", "a JSON object");
        }
        bulk(
                        ON_MESSAGES,
                        "{'comparisonType':'CONTAINS','labels':[" + good + "],'objectIds':"
                                + Json.text(Collections.nCopies(10_001, "x")) + "}")
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "objectIds", "10001 ids", "at most 10000");
        assertThat(labelled(good)).isEmpty();
        assertThat(labelsOfSession("s1")).isEmpty();
    }

    // ---- Permissions

    @Test
    void aProjectTokenLabelsInItsProjectOnly() {
        account.legacy("POST", "/message/labels/logs")
                .query("questionId", "s1-1")
                .json("{\"labelId\":" + good + "}")
                .send()
                .ok();
        account.legacy("DELETE", "/session-labels/sessions")
                .query("sessionId", "s1")
                .json("{\"labelId\":" + vip + "}")
                .send()
                .ok();
        account.legacy("POST", "/message/labels/logs")
                .query("questionId", "s3-1")
                .json("{\"labelId\":" + good + "}")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
        account.legacy("POST", "/message/labels/logs/bulk-labeling")
                .json("{\"comparisonType\":\"CONTAINS\",\"labels\":[" + good + "],\"filters\":{}}")
                .send()
                .ok();
        assertThat(labelled(good)).containsExactlyInAnyOrder("s1-1", "s1-2", "s2-1");
        account.v1("POST", ON_MESSAGES)
                .query("questionId", "s3-1")
                .query("projectShortName", account.one().shortName())
                .json("{\"labelId\":" + good + "}")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
    }

    @Test
    void aStrangersLabelsAndConversationsDoNotExist() {
        Account other = SERVER.newAccount();
        long theirs = other.newMessageLabel("Tone", "good");
        onMessage("POST", "s1-1", theirs).send().isRefused(404, ErrorCode.LABEL);
        other.v1("POST", ON_MESSAGES)
                .query("questionId", "s1-1")
                .json("{\"labelId\":" + theirs + "}")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
        other.v1("POST", ON_SESSIONS + "/bulk-labeling")
                .json("{\"comparisonType\":\"NOT_EXISTS\",\"labels\":[],\"filters\":{}}")
                .send()
                .ok();
    }

    @Test
    void anAnalystMayLabelAndAViewerMayNot() {
        for (Role role : Role.values()) {
            String cookie = SERVER.post("/api/v1/session")
                    .json(Json.object("{}")
                            .put("login", account.newPerson(role))
                            .put("password", Account.PASSWORD))
                    .send()
                    .ok()
                    .header("Set-Cookie")
                    .split(";")[0];
            HttpAnswer read = SERVER.get("/api/v1/reporter/message/labels")
                    .header("Cookie", cookie)
                    .send();
            read.ok();
            HttpAnswer answer = SERVER.post("/api/v1/reporter/message/labels/logs")
                    .query("questionId", "s1-1")
                    .header("Cookie", cookie)
                    .header("X-Parley-Page", "1")
                    .json("{\"labelId\":" + good + "}")
                    .send();
            if (role == Role.VIEWER) {
                answer.isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
            } else {
                answer.ok();
            }
        }
    }

    @Test
    void twentyPeopleLabelOneMessageAtOnceWhileTheBotReports() throws Exception {
        Account busy = ParleyServer.shared().newAccount();
        var messages = new Conversation("telegram", "anna", "s").says("hi").messages();
        busy.report(messages);
        List<Long> labels = new ArrayList<>();
        try (ExecutorService users = Executors.newFixedThreadPool(20)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long label = busy.newMessageLabel("Many", "label " + i);
                labels.add(label);
                done.add(users.submit(() -> busy.v1("POST", ON_MESSAGES)
                        .query("questionId", "s-1")
                        .json("{\"labelId\":" + label + "}")
                        .send()
                        .ok()));
                done.add(users.submit(() -> busy.report(messages)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        assertThat(busy.v1("POST", "/reporter/messages/filter")
                        .send()
                        .ok()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("labels")
                        .valueStream()
                        .map(label -> label.path("id").asLong())
                        .toList())
                .containsExactlyElementsOf(labels);
    }

    // ---- Texts

    private HttpCall onMessage(String method, String questionId, long label) {
        return account.v1(method, ON_MESSAGES).query("questionId", questionId).json("{\"labelId\":" + label + "}");
    }

    private HttpCall onSession(String method, String sessionId, long label) {
        return account.v1(method, ON_SESSIONS).query("sessionId", sessionId).json("{\"labelId\":" + label + "}");
    }

    private HttpCall setOnMessage(String questionId, String sessionId, String body) {
        return account.v1("POST", ON_MESSAGES + "/set-by-list")
                .query("questionId", questionId)
                .query("sessionId", sessionId)
                .json(body.replace('\'', '"'));
    }

    private HttpAnswer bulk(String path, String body) {
        return account.v1("POST", path + "/bulk-labeling")
                .json(body.replace('\'', '"'))
                .send();
    }

    private static String filter(String key, String value) {
        return "{'filters':[{'key':'" + key + "','type':'TEXT','values':['" + value + "']}]}";
    }

    private List<Long> labelsOfMessage(String questionId) {
        return labels("messages", "questionId", questionId, null);
    }

    private List<Long> labelsOfSession(String sessionId) {
        return labels("sessions", "sessionId", sessionId, null);
    }

    private List<Long> labels(String list, String idMember, String id, @Nullable String botId) {
        HttpCall call = account.v1("POST", "/reporter/" + list + "/filter").query("size", 1000);
        return (list.equals("sessions") ? call.query("needToReturnSessionLabels", true) : call)
                .send()
                .ok()
                .json()
                .path(list)
                .valueStream()
                .filter(row -> row.path(idMember).asString().equals(id))
                .filter(row -> botId == null || row.path("botId").asString().equals(botId))
                .flatMap(row -> row.path("labels").valueStream())
                .map(label -> label.path("id").asLong())
                .toList();
    }

    /** Returns the messages that a filter on the label finds. */
    private List<String> labelled(long label) {
        return account.v1("POST", "/reporter/messages/filter")
                .json(Json.filters("{'key':'LOG_LABELS','type':'CHECKBOX','options':['" + label + "']}"))
                .send()
                .ok()
                .each("messages", "questionId");
    }
}
