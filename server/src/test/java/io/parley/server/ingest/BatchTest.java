// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.TokenKind;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Batches to {@code ingest/messages}: their formats, and the result of each record. */
@OnPostgresToo
class BatchTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    enum Form {
        ARRAY("application/json"),
        LINES("application/x-ndjson"),
        LINES_BY_ANOTHER_NAME("application/jsonl; charset=utf-8");

        private final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }

        String write(List<ObjectNode> messages) {
            return switch (this) {
                case ARRAY -> Json.text(messages);
                case LINES -> Json.lines(messages);
                case LINES_BY_ANOTHER_NAME -> "\n" + Json.lines(messages) + "\r\n\n";
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchIsTakenInEachFormPackedOrNot(Form form) {
        for (UnaryOperator<HttpCall> packing : List.<UnaryOperator<HttpCall>>of(call -> call, HttpCall::gzip)) {
            account = SERVER.newAccount();
            String body = form.write(new Conversation("telegram", "anna", "s")
                    .says("hi")
                    .says("ёж 🙂")
                    .messages());
            HttpCall call = ingest().bearer(account.ingestToken()).body(form.contentType, body);
            assertThat(packing.apply(call).send().ok().json())
                    .isEqualTo(Json.object("{'accepted':2,'duplicates':0,'refused':0,'errors':[]}"));
            assertThat(questions()).containsExactly("ёж 🙂", "hi");
        }
    }

    @Test
    void aBotTooManyIsRefusedByItselfAndKeptInQuarantine() {
        ObjectNode known =
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
        ingest().bearer(account.ingestToken()).json(known).send().ok();
        account.fillWithChannels();
        ObjectNode again = new Conversation("telegram", "anna", "s")
                .says("again")
                .messages()
                .getFirst();
        again.put("questionId", "q-again");
        ObjectNode other = again.deepCopy().put("botId", "one too many").put("questionId", "q-other");
        assertThat(ingest().bearer(account.ingestToken())
                        .json(Json.text(List.of(again, other)))
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object(
                        "{'accepted':1,'duplicates':0,'refused':1,'errors':[{'index':1,'line':1,'questionId':'q-other',"
                                + "'error':'reporter.conflict.too_many_channels','message':'botId: got «one too many», expected "
                                + "one of the bots of the project, which has as many as it may have: 10000'}]}"));
        assertThat(account.v1("GET", "/ingest/quarantine")
                        .query("projectShortName", account.one().shortName())
                        .send()
                        .ok()
                        .json()
                        .at("/records/0/error")
                        .asString())
                .isEqualTo("reporter.conflict.too_many_channels");
    }

    @Test
    void oneObjectCountsAsABatchOfOne() {
        ObjectNode message =
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
        assertThat(ingest().bearer(account.ingestToken())
                        .json(message)
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object("{'accepted':1,'duplicates':0,'refused':0,'errors':[]}"));
        assertThat(ingest().bearer(account.ingestToken()).json("[]").send().ok().json())
                .isEqualTo(Json.object("{'accepted':0,'duplicates':0,'refused':0,'errors':[]}"));
        assertThat(questions()).containsExactly("hi");
    }

    @Test
    void theSameBatchTwiceIsAllDuplicatesAndALaterVersionIsNot() {
        Conversation chat = new Conversation("telegram", "anna", "s").says("hi").says("bye");
        assertThat(account.report(chat.messages()).path("accepted").asInt()).isEqualTo(2);
        JsonNode again = account.report(chat.messages());
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(2);

        chat.with(m -> m.put("question", "good bye").put("timestamp", "2026-03-01T10:01:00.001Z"));
        JsonNode later = account.report(chat.messages());
        assertThat(later.path("accepted").asInt()).isEqualTo(1);
        assertThat(later.path("duplicates").asInt()).isEqualTo(1);
        assertThat(questions()).containsExactly("good bye", "hi");
    }

    @Test
    void theHighestVersionStandsWhateverTheOrderOfArrival() {
        Conversation chat = new Conversation("telegram", "anna", "s").says("hi");
        List<String> versions = List.of("'2026-11-20T10:00:00Z'", "1", "'17'", "'2026-11-19T10:00:00+03:00'", "null");
        for (String version : versions) {
            ObjectNode record = chat.messages().getFirst().deepCopy();
            record.put("question", "version " + version);
            record.set("version", Json.read(version.replace('\'', '"')));
            account.report(List.of(record));
        }
        assertThat(questions()).containsExactly("version " + versions.getFirst());
    }

    /** A number is never read as a time, however it is written. */
    @Test
    void aVersionIsAWholeNumberOrATime() {
        ObjectNode record =
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
        for (String version : List.of("1.5", "'1.5'", "9223372036854775808", "'1e30'", "'2026-11-20'", "true")) {
            ObjectNode odd = record.deepCopy();
            odd.set("version", Json.read(version.replace('\'', '"')));
            assertThat(account.v1("POST", "/ingest/messages")
                            .query("projectShortName", account.one().shortName())
                            .json(List.of(odd))
                            .send()
                            .ok()
                            .json()
                            .path("refused")
                            .asInt())
                    .as(version)
                    .isEqualTo(1);
        }
        for (String version : List.of("1e3", "'2.0e3'", "3000.0", "'4000'")) {
            ObjectNode even = record.deepCopy().put("question", version);
            even.set("version", Json.read(version.replace('\'', '"')));
            assertThat(account.report(List.of(even)).path("accepted").asInt())
                    .as(version)
                    .isEqualTo(1);
            assertThat(questions()).containsExactly(version);
        }
    }

    @Test
    void aPartWhoseMembersWereReplacedOneAfterTheOtherIsADuplicate() {
        ObjectNode first = new Conversation("telegram", "anna", "s")
                .says("where is it?")
                .messages()
                .getFirst()
                .put("merge", true)
                .put("textAnswer", "on its way");
        ObjectNode answer = first.deepCopy().put("textAnswer", "it is here");
        answer.remove("question");
        ObjectNode question = first.deepCopy().put("question", "and now?").put("version", 1);
        question.remove("textAnswer");
        for (ObjectNode part : List.of(first, answer, question)) {
            assertThat(account.report(List.of(part)).path("accepted").asInt()).isEqualTo(1);
        }
        assertThat(account.report(List.of(first)).path("duplicates").asInt()).isEqualTo(1);
        assertThat(questions()).containsExactly("and now?");
        assertThat(account.legacy("POST", "/messages/filter").send().ok().each("messages", "textAnswer"))
                .containsExactly("it is here");
    }

    @Test
    void aPartLeavesTheMembersThatItLacks() {
        ObjectNode question = new Conversation("telegram", "anna", "s")
                .says("where is it?")
                .messages()
                .getFirst();
        ObjectNode answer = Json.object("{'channelType':'telegram','client':{'id':'anna'},'textAnswer':'on its way'}");
        answer.set("botId", question.get("botId"));
        answer.set("questionId", question.get("questionId"));
        // The answer comes first, as a part by the parameter; then the question, as a part by its member.
        ingest().bearer(account.ingestToken())
                .query("merge", "true")
                .json(List.of(answer))
                .send()
                .ok();
        assertThat(account.report(List.of(question.put("merge", true)))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(account.report(List.of(question)).path("duplicates").asInt()).isEqualTo(1);
        assertThat(questions()).containsExactly("where is it?");
        assertThat(account.legacy("POST", "/messages/filter").send().ok().each("messages", "textAnswer"))
                .containsExactly("on its way");
    }

    @Test
    void aVersionThatIsNoneIsRefusedByName() {
        ObjectNode record =
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst();
        assertThat(ingest().bearer(account.ingestToken())
                        .json(List.of(record.put("version", "first")))
                        .send()
                        .ok()
                        .json()
                        .path("errors")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo(
                        "version: got «\"first\"», expected a whole number, or an ISO-8601 date-time with an offset");
    }

    @Test
    void aRecordThatCannotBeReadIsReportedByItsPlaceAndKeptAndDoesNotHinderTheOthers() {
        List<ObjectNode> good =
                new Conversation("telegram", "anna", "s").says("hi").says("bye").messages();
        ObjectNode dated = good.getFirst().deepCopy().put("questionId", "bad-1").put("timestamp", "yesterday");
        ObjectNode nameless = good.getFirst().deepCopy();
        nameless.remove("questionId");
        JsonNode outcome = ingest().bearer(account.ingestToken())
                .json(List.of(good.get(0), dated, "not an object", nameless, good.get(1)))
                .send()
                .ok()
                .json();

        String date =
                "timestamp: got «yesterday», expected an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z";
        String type = "body: got «\"not an object\"», expected a JSON object";
        String id = "questionId: got nothing, expected the id of the message";
        assertThat(outcome).isEqualTo(Json.read("""
                {"accepted":2,"duplicates":0,"refused":3,"errors":[
                  {"index":1,"line":1,"questionId":"bad-1","error":"reporter.validation.invalid_date","message":%s},
                  {"index":2,"line":1,"error":"reporter.validation.wrong_type","message":%s},
                  {"index":3,"line":1,"error":"reporter.validation.missing_field","message":%s}]}
                """.formatted(Json.text(date), Json.text(type), Json.text(id))));
        assertThat(questions()).containsExactly("bye", "hi");

        HttpAnswer quarantine = quarantine(account.ingestToken()).send().ok();
        assertThat(quarantine.totalCount()).isEqualTo(3);
        assertThat(quarantine.each("records", "source")).containsOnly("messages");
        assertThat(quarantine.each("records", "message")).containsExactly(id, type, date);
        assertThat(quarantine.each("records", "error"))
                .containsExactly(
                        ErrorCode.MISSING_FIELD.code(), ErrorCode.WRONG_TYPE.code(), ErrorCode.INVALID_DATE.code());
        assertThat(quarantine.each("records", "body").stream().map(Json::read))
                .containsExactly(nameless, Json.read("\"not an object\""), dated);
    }

    @Test
    void aBrokenLineIsKeptAsItCame() {
        String line = Json.text(
                new Conversation("telegram", "anna", "s").says("hi").messages().getFirst());
        JsonNode outcome = ingest().bearer(account.ingestToken())
                .body("application/x-ndjson", "{\"questionId\": \n" + line + "\n[1,2]")
                .send()
                .ok()
                .json();
        assertThat(outcome.path("accepted").asInt()).isEqualTo(1);
        assertThat(outcome.path("errors").get(0).path("index").asInt()).isZero();
        assertThat(outcome.path("errors").get(0).path("error").asString()).isEqualTo(ErrorCode.MALFORMED_JSON.code());
        assertThat(outcome.path("errors").get(1).path("index").asInt()).isEqualTo(2);
        assertThat(quarantine(account.ingestToken()).send().ok().each("records", "body"))
                .containsExactly("[1,2]", "{\"questionId\": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "{\"questionId\":\"bad\",\"analytics\":{\"nps\":NaN}}",
                "{\"questionId\":\"bad\",\"confidence\":-Infinity}",
                "{\"questionId\":\"bad\",\"a\":}",
                "{'questionId':'bad'}",
                "{\"questionId\":\"bad\",\"question\":\"a\tb\"}",
                "DEEP"
            })
    void anUnreadableRecordCostsOnlyItselfInAnArrayAsInLines(String bad) {
        String broken = bad.equals("DEEP")
                ? "{\"questionId\":\"bad\",\"data\":" + "[".repeat(600) + "]".repeat(600) + "}"
                : bad;
        List<ObjectNode> good = new Conversation("telegram", "anna", "s")
                .says("one")
                .says("two")
                .says("three")
                .messages();
        String lines = good.get(0) + ",\n" + broken + ",\n" + good.get(1) + ",\n" + good.get(2);
        for (HttpCall batch : List.of(
                ingest().json("[" + lines + "]"), ingest().body("application/x-ndjson", lines.replace(",\n", "\n")))) {
            account = SERVER.newAccount();
            JsonNode answer = batch.bearer(account.ingestToken()).send().ok().json();
            assertThat(answer.path("accepted").asInt()).isEqualTo(3);
            assertThat(answer.path("refused").asInt()).isEqualTo(1);
            JsonNode error = answer.at("/errors/0");
            assertThat(error.path("index").asInt()).isEqualTo(1);
            assertThat(error.path("line").asInt()).isEqualTo(2);
            assertThat(error.path("error").asString()).isEqualTo(ErrorCode.MALFORMED_JSON.code());
            assertThat(error.path("message").asString()).containsAnyOf("at line 2, column ", "beyond all measure");
            assertThat(error.path("questionId").asString("")).isEqualTo(broken.contains("\"bad\"") ? "bad" : "");
            assertThat(quarantine(account.ingestToken()).send().ok().totalCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void theQuarantineIsPagedNewestFirstAndOnlyTheProjectsOwn() {
        String tokenOfTwo = account.newToken(TokenKind.INGEST, account.two());
        Stream.of("1", "2", "3")
                .forEach(body -> ingest().bearer(account.ingestToken())
                        .json("[" + body + "]")
                        .send()
                        .ok());
        HttpAnswer page = quarantine(account.ingestToken())
                .query("size", 2)
                .query("page", 1)
                .send()
                .ok();
        assertThat(page.each("records", "body")).containsExactly("1");
        assertThat(page.totalCount()).isEqualTo(3);
        assertThat(quarantine(tokenOfTwo).send().ok().totalCount()).isZero();
    }

    @Test
    void aTokenForTheWholeAccountHasToSayWhichProjectIsMeant() {
        List<ObjectNode> messages =
                new Conversation("telegram", "anna", "s").says("hi").messages();
        account.v1("POST", "/ingest/messages")
                .json(messages)
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "projectShortName",
                        null,
                        "the short name of the project, because this caller reaches 2 of them");
        account.v1("POST", "/ingest/messages")
                .query("projectShortName", "nobody's")
                .json(messages)
                .send()
                .isRefused(
                        404,
                        ErrorCode.PROJECT,
                        "projectShortName",
                        "nobody's",
                        "the short name of a project within reach");
        account.report(account.two(), messages);
        assertThat(account.v1("POST", "/reporter/messages/filter").send().ok().each("messages", "projectShortName"))
                .containsExactly(account.two().shortName());
    }

    @Test
    void aMessageWithoutASessionGetsOneCutBySilence() {
        Conversation chat = new Conversation("telegram", "anna", "")
                .says("hi")
                .says("there")
                .says("late");
        chat.messages().forEach(m -> m.remove("sessionId"));
        chat.with(m -> m.put("timestamp", "2026-03-01T10:31:00.001Z"));
        account.report(chat.messages());
        HttpAnswer sessions = account.legacy("POST", "/sessions/filter").send().ok();
        assertThat(sessions.each("sessions", "sessionId")).containsExactly("idle--3", "idle--1");
        assertThat(sessions.each("sessions", "questionCount")).containsExactly("1", "2");
    }

    private static HttpCall ingest() {
        return SERVER.post("/api/v1/ingest/messages");
    }

    private static HttpCall quarantine(String token) {
        return SERVER.get("/api/v1/ingest/quarantine").bearer(token);
    }

    private List<String> questions() {
        return account.legacy("POST", "/messages/filter").send().ok().each("messages", "question");
    }
}
