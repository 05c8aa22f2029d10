// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Spans that are exported over HTTP, and the dialogs that come of them. */
@OnPostgresToo
class OtlpOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String PROTOBUF = "application/x-protobuf";
    private static final Map<String, Object> RESOURCE = Map.of("service.name", "shop");
    private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
    private static final List<List<String>> DIALOG =
            List.of(List.of("Where is it?", "On its way."), List.of("When?", "Tomorrow."), List.of("Спасибо!", "🙂"));

    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    private HttpCall traces() {
        return SERVER.post("/v1/traces").bearer(account.ingestToken());
    }

    private void export(List<ExportedSpan> spans) {
        assertThat(traces().body(PROTOBUF, ExportedSpan.protobuf(RESOURCE, spans))
                        .send()
                        .ok()
                        .bytes())
                .isEmpty();
    }

    private JsonNode messages(String session) {
        return account.v1("GET", "/reporter/messages/by-session")
                .query("sessionId", session)
                .extras()
                .send()
                .ok()
                .json()
                .path("messages");
    }

    private JsonNode sessions() {
        return account.v1("POST", "/reporter/sessions/filter")
                .query("projectShortName", account.one().shortName())
                .json("{}")
                .send()
                .ok()
                .json()
                .path("sessions");
    }

    private List<List<String>> dialog(String session) {
        return messages(session)
                .valueStream()
                .map(message -> List.of(
                        message.path("question").asString("(none)"),
                        message.path("textAnswer").asString("(none)")))
                .toList();
    }

    private static String hex(int number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "x", number);
    }

    private static Map<String, Object> message(String role, String text) {
        return Map.of("role", role, "parts", List.of(Map.of("type", "text", "content", text)));
    }

    /** A turn in a trace of its own: a request of HTTP, in it the agent, in it a tool and the model with the whole history. */
    private static List<ExportedSpan> turn(int turn) {
        String trace = hex(turn + 1, 32);
        Instant start = START.plusSeconds(60L * turn);
        List<Map<String, Object>> history = new ArrayList<>();
        for (int i = 0; i < turn; i++) {
            history.add(message("user", DIALOG.get(i).getFirst()));
            history.add(message("assistant", DIALOG.get(i).getLast()));
        }
        history.add(message("user", DIALOG.get(turn).getFirst()));
        return List.of(
                new ExportedSpan("POST /chat").trace(trace).id(hex(1, 16)).from(start, 2000),
                new ExportedSpan("invoke_agent orders")
                        .trace(trace)
                        .id(hex(2, 16))
                        .parent(hex(1, 16))
                        .from(start.plusMillis(10), 1500)
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", "orders")
                        .put("gen_ai.conversation.id", "s-1")
                        .put("user.id", "anna")
                        .put("gen_ai.usage.input_tokens", 100)
                        .put("gen_ai.input.messages", history)
                        .put(
                                "gen_ai.output.messages",
                                List.of(message("assistant", DIALOG.get(turn).getLast()))),
                new ExportedSpan("execute_tool find")
                        .trace(trace)
                        .id(hex(3, 16))
                        .parent(hex(2, 16))
                        .from(start.plusMillis(20), 30)
                        .put("gen_ai.operation.name", "execute_tool")
                        .put("gen_ai.tool.name", "find"),
                new ExportedSpan("chat gpt")
                        .trace(trace)
                        .id(hex(4, 16))
                        .parent(hex(2, 16))
                        .from(start.plusMillis(60), 1300)
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.request.model", "gpt")
                        .put("gen_ai.usage.input_tokens", 10)
                        .put("gen_ai.usage.output_tokens", 5)
                        .put("gen_ai.input.messages", Json.text(history))
                        .put(
                                "gen_ai.output.messages",
                                Json.text(List.of(
                                        message("assistant", DIALOG.get(turn).getLast())))));
    }

    private static List<ExportedSpan> allTurns() {
        return IntStream.range(0, DIALOG.size())
                .mapToObj(OtlpOverHttpTest::turn)
                .flatMap(List::stream)
                .toList();
    }

    private void checkDialog() {
        assertThat(dialog("s-1")).isEqualTo(DIALOG);
        JsonNode sessions = sessions();
        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).path("botId").asString()).isEqualTo("orders");
        assertThat(sessions.get(0).path("channelType").asString()).isEqualTo("otel");
        assertThat(sessions.get(0).at("/client/id").asString()).isEqualTo("anna");
        messages("s-1").forEach(message -> {
            assertThat(message.path("processingTime").asInt()).isEqualTo(1500);
            assertThat(message.path("nlpInfo").path("nlpState").asString()).isEqualTo("find");
            assertThat(message.path("usage"))
                    .isEqualTo(Json.object("{'models':['gpt'],'tools':['find'],'inputTokens':10,'outputTokens':5}"));
        });
    }

    @Test
    void eachTurnIsAMessageWithItsSteps() {
        export(allTurns());
        checkDialog();
    }

    @Test
    void orderBatchesAndRepetitionDoNotMatter() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<ExportedSpan> spans = new ArrayList<>(allTurns());
        spans.addAll(turn(1));
        Collections.shuffle(spans, random);
        for (int from = 0; from < spans.size(); ) {
            int to = Math.min(spans.size(), from + 1 + random.nextInt(4));
            export(spans.subList(from, to));
            from = to;
        }
        checkDialog();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jsonSaysTheSameAsProtobuf(boolean isPacked) {
        HttpCall call = traces().json(ExportedSpan.json(RESOURCE, allTurns()));
        assertThat((isPacked ? call.gzip() : call).send().ok().text()).isEqualTo("{}");
        checkDialog();
    }

    @Test
    void aTokenMayBeInItsOwnHeader() {
        SERVER.post("/v1/traces")
                .header("x-parley-token", account.ingestToken())
                .body(PROTOBUF, ExportedSpan.protobuf(RESOURCE, allTurns()))
                .gzip()
                .send()
                .ok();
        checkDialog();
        SERVER.post("/v1/traces")
                .header("x-parley-token", "prl_garbage")
                .json("{}")
                .send()
                .isRefused(401, ErrorCode.TOKEN_INVALID);
    }

    @Test
    void anSdkOfLangfuseSendsTheProjectAndTheToken() {
        langfuse(account.one().shortName(), account.ingestToken()).ok();
        checkDialog();
        langfuse(account.one().shortName(), account.unified()).ok();
        langfuse(account.two().shortName(), account.ingestToken())
                .isRefused(
                        401,
                        ErrorCode.TOKEN_INVALID,
                        "the public key is not the short name of a project that the secret key is a token of");
        langfuse("", account.ingestToken()).isRefused(401, ErrorCode.TOKEN_INVALID);
        langfuse(account.one().shortName(), "wrong").isRefused(401, ErrorCode.TOKEN_INVALID);
        SERVER.post("/api/public/otel/v1/traces")
                .header("Authorization", "Basic ???")
                .json("{}")
                .send()
                .isRefused(401, ErrorCode.TOKEN_INVALID);
        // Elsewhere such a pair is no token.
        SERVER.post("/v1/traces")
                .header("Authorization", basic(account.one().shortName(), account.ingestToken()))
                .json("{}")
                .send()
                .isRefused(401, ErrorCode.TOKEN_MISSING);
    }

    private static String basic(String publicKey, String secretKey) {
        return "Basic "
                + Base64.getEncoder().encodeToString((publicKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8));
    }

    private HttpAnswer langfuse(String publicKey, String secretKey) {
        return SERVER.post("/api/public/otel/v1/traces")
                .header("Authorization", basic(publicKey, secretKey))
                .header("x-langfuse-sdk-name", "javascript")
                .json(ExportedSpan.json(RESOURCE, allTurns()))
                .send();
    }

    @Test
    void whatIsRejectedIsCountedAndKeptInQuarantine() throws InvalidProtocolBufferException {
        List<ExportedSpan> spans = new ArrayList<>(allTurns());
        spans.add(new ExportedSpan("no id").id("0000000000000000").from(START, 1));
        spans.add(new ExportedSpan("seconds").id(hex(9, 16)).nanoseconds(1_762_000_000L, 1_762_000_001L));
        String reason =
                "rejected 2; the first one: spanId: got «0000000000000000», expected 16 hexadecimal digits that are not all zero";
        ExportTraceServiceResponse answer =
                ExportTraceServiceResponse.parseFrom(traces().body(PROTOBUF, ExportedSpan.protobuf(RESOURCE, spans))
                        .send()
                        .ok()
                        .bytes());
        assertThat(answer.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(answer.getPartialSuccess().getErrorMessage()).isEqualTo(reason);
        checkDialog();
        assertThat(traces().json(ExportedSpan.json(RESOURCE, spans)).send().ok().json())
                .isEqualTo(Json.object("{'partialSuccess':{'rejectedSpans':'2','errorMessage':'" + reason + "'}}"));
        JsonNode kept = account.v1("GET", "/ingest/quarantine")
                .query("projectShortName", account.one().shortName())
                .send()
                .ok()
                .json()
                .path("records");
        assertThat(kept).hasSize(4);
        assertThat(kept.get(0).path("source").asString()).isEqualTo("otlp");
        assertThat(kept.get(0).path("message").asString())
                .startsWith("startTimeUnixNano: got «1970-01-01T00:00:01.762Z»");
        assertThat(kept.get(0).path("body").asString()).contains("\"name\":\"seconds\"");
    }

    @Test
    void whatIsNoExportIsRefused() {
        traces().body(PROTOBUF, new byte[] {10, 127, 1})
                .send()
                .isRefused(
                        400,
                        ErrorCode.MALFORMED_PROTOBUF,
                        "body",
                        "broken protobuf at byte 2",
                        "a message of OTLP in protobuf");
        traces().json("{\"resourceSpans\":[{").send().isRefused(400, ErrorCode.MALFORMED_JSON);
        traces().json("{} {}").send().isRefused(400, ErrorCode.MALFORMED_JSON);
        traces().json("[]").send().isRefused(400, ErrorCode.WRONG_TYPE);
        traces().json("").send().isRefused(400, ErrorCode.WRONG_TYPE);
        traces().body("text/plain", "{}")
                .send()
                .isRefused(
                        415,
                        ErrorCode.MEDIA_TYPE,
                        "Content-Type",
                        "text/plain",
                        "application/x-protobuf or application/json");
        traces().body(PROTOBUF, "").header("Content-Encoding", "br").send().isRefused(415, ErrorCode.MEDIA_TYPE);
        traces().body(PROTOBUF, "no gzip")
                .header("Content-Encoding", "gzip")
                .send()
                .isRefused(400, ErrorCode.MALFORMED_JSON);
        traces().body(PROTOBUF, new byte[33 << 20]).send().isRefused(413, ErrorCode.BODY_TOO_LARGE);
        // More spans than a request may have, each of two bytes.
        byte[] spans = new byte[(OtlpReader.MOST_ITEMS + 1) * 2];
        for (int i = 0; i < spans.length; i += 2) {
            spans[i] = 18;
        }
        traces().body(PROTOBUF, field(1, field(2, spans)))
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "more", "at most 50000 spans or log records");
        traces().json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + "{},".repeat(OtlpReader.MOST_ITEMS)
                        + "{}]}]}]}")
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE);
    }

    /** Writes a field with a length. */
    private static byte[] field(int number, byte[] content) {
        ByteString.Output out = ByteString.newOutput();
        out.write(number << 3 | 2);
        int rest = content.length;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.write(content, 0, content.length);
        return out.toByteString().toByteArray();
    }

    @Test
    void whatMeansNothingIsIgnored() {
        for (String body : List.of(
                "{}",
                "{\"resourceSpans\":null}",
                "{\"resourceSpans\":[null,1,\"x\",[],{}]}",
                "{\"resourceSpans\":{}}",
                "{\"resourceSpans\":[{\"resource\":1,\"scopeSpans\":[{\"spans\":\"x\"},3]}]}",
                "{\"of\":\"another\",\"version\":[1,{}]}")) {
            assertThat(traces().json(body).send().ok().text()).isEqualTo("{}");
        }
        assertThat(traces().body(PROTOBUF, new byte[0]).send().ok().bytes()).isEmpty();
        for (String signal : List.of("/v1/logs", "/v1/metrics")) {
            assertThat(SERVER.post(signal)
                            .bearer(account.ingestToken())
                            .json("{\"resourceMetrics\":[{}]}")
                            .send()
                            .ok()
                            .text())
                    .isEqualTo("{}");
        }
    }

    @Test
    void hostileSpansHarmNobody() {
        String deep = "[".repeat(400) + "]".repeat(400);
        Object nested = "x";
        for (int i = 0; i < 100; i++) {
            nested = List.of(nested);
        }
        ExportedSpan hostile = new ExportedSpan("x\0y")
                .id(hex(1, 16))
                .from(START, 1)
                .put("__proto__", Map.of("polluted", true))
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.conversation.id", "s-\0")
                .put("gen_ai.prompt.9999999.content", "x")
                .put("gen_ai.input.messages", deep)
                .put("gen_ai.output.messages", nested)
                .put("gen_ai.usage.input_tokens", "99999999999999999999999999")
                .put("gen_ai.usage.output_tokens", -1)
                .put("gen_ai.usage.cost", "1e999999999")
                .put("gen_ai.response.finish_reasons", "not a list")
                .put("llm.cost.total", Double.NaN)
                .put("ai.response.text", "\ud800");
        export(List.of(hostile));
        for (int i = 0; i < 5_000; i++) {
            hostile.put("key-" + i, "value");
            hostile.event("gen_ai.user.message", Map.of("content", deep));
        }
        export(List.of(hostile));
        assertThat(messages("s-\ufffd")).hasSize(1);
    }

    @Test
    void aMessageMayHaveOneTextAndPartsAtOnce() {
        export(List.of(new ExportedSpan("chat")
                .from(START, 10)
                .put("openinference.span.kind", "LLM")
                .put("session.id", "s-parts")
                .put("llm.input_messages.0.message.role", "user")
                .put("llm.input_messages.0.message.content", "one")
                .put("llm.input_messages.0.message.contents.0.message_content.text", "two")));
        assertThat(dialog("s-parts")).hasSize(1);
    }

    @Test
    void textInAnotherEncodingThanUtf8IsRefused() {
        byte[] utf16 = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}".getBytes(StandardCharsets.UTF_16LE);
        traces().body("application/json", utf16).send().isRefused(400, ErrorCode.MALFORMED_JSON);
    }

    @Test
    void withoutContentATurnStillCounts() {
        export(List.of(new ExportedSpan("invoke_agent orders")
                .from(START, 10)
                .put("gen_ai.operation.name", "invoke_agent")
                .put("gen_ai.conversation.id", "s-2")));
        assertThat(dialog("s-2")).containsExactly(List.of("", "(none)"));
        assertThat(sessions().get(0).path("botId").asString()).isEqualTo("shop");
    }

    @Test
    void theTextOfATurnMayBeThatOfItsSteps() {
        export(List.of(
                new ExportedSpan("invoke_agent orders")
                        .id(hex(2, 16))
                        .from(START, 100)
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.conversation.id", "s-3"),
                new ExportedSpan("call_llm")
                        .id(hex(3, 16))
                        .parent(hex(2, 16))
                        .from(START.plusMillis(1), 10)
                        .put(
                                "gcp.vertex.agent.llm_request",
                                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}")
                        .put(
                                "gcp.vertex.agent.llm_response",
                                "{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"find\"}}]}}"),
                new ExportedSpan("call_llm")
                        .id(hex(4, 16))
                        .parent(hex(2, 16))
                        .from(START.plusMillis(20), 10)
                        .put(
                                "gcp.vertex.agent.llm_request",
                                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}")
                        .put(
                                "gcp.vertex.agent.llm_response",
                                "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hello\"}]}}")));
        assertThat(dialog("s-3")).containsExactly(List.of("hi", "hello"));
        assertThat(messages("s-3").get(0).path("usage").path("tools").toString())
                .isEqualTo("[\"find\"]");
    }

    @Test
    void aTraceWithoutASessionIsOne() {
        export(List.of(new ExportedSpan("chat")
                .from(START, 10)
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.input.messages", List.of(message("user", "hi")))));
        JsonNode sessions = sessions();
        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).path("sessionId").asString()).startsWith("otel:" + ExportedSpan.TRACE);
    }

    @Test
    void anErrorAndATransferAreThoseOfTheTurn() {
        export(List.of(
                new ExportedSpan("invoke_agent orders")
                        .id(hex(2, 16))
                        .from(START, 100)
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.conversation.id", "s-4")
                        .put("gen_ai.input.messages", List.of(message("user", "a human, please")))
                        .failed("time-out")
                        .event("exception", Map.of("exception.type", "TimeoutError", "exception.message", "too slow")),
                new ExportedSpan("execute_tool transfer_to_human")
                        .id(hex(3, 16))
                        .parent(hex(2, 16))
                        .from(START.plusMillis(10), 10)
                        .put("gen_ai.operation.name", "execute_tool")
                        .put("gen_ai.tool.name", "transfer_to_human")));
        JsonNode message = messages("s-4").get(0);
        assertThat(message.path("exception").asString()).isEqualTo("TimeoutError: too slow");
        assertThat(message.path("responseData").path("replies").toString()).isEqualTo("[{\"type\":\"switch\"}]");
        assertThat(messages("s-4")).hasSize(1);
    }

    @Test
    void eventsOfASpanMayBeLogRecords() {
        String trace = hex(77, 32);
        ExportLogsServiceRequest logs = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder().setBody(ExportedSpan.any("a line of a log")))
                                .addLogRecords(event(trace, 1, "gen_ai.user.message", Map.of("content", "first")))
                                .addLogRecords(event(trace, 2, "gen_ai.assistant.message", Map.of("content", "answer")))
                                .addLogRecords(event(trace, 3, "gen_ai.user.message", Map.of("content", "last")))
                                .addLogRecords(event(
                                        trace,
                                        900,
                                        "gen_ai.choice",
                                        Map.of("index", 0, "message", Map.of("role", "assistant", "content", "bye"))))
                                .addLogRecords(event(
                                        trace,
                                        950,
                                        "gen_ai.evaluation.result",
                                        Map.of(
                                                "gen_ai.evaluation.name",
                                                "Relevance",
                                                "gen_ai.evaluation.score.value",
                                                4.5)))))
                .build();
        assertThat(SERVER.post("/v1/logs")
                        .bearer(account.ingestToken())
                        .body(PROTOBUF, logs.toByteArray())
                        .send()
                        .ok()
                        .bytes())
                .isEmpty();
        export(List.of(new ExportedSpan("chat")
                .trace(trace)
                .id(hex(5, 16))
                .from(START, 1000)
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.conversation.id", "s-5")));
        assertThat(dialog("s-5")).containsExactly(List.of("last", "bye"));
        assertThat(messages("s-5").get(0).path("responseData").path("evaluation.Relevance"))
                .isEqualTo(Json.object("{'value':4.5}"));
    }

    private static LogRecord event(String trace, int milliseconds, String name, Map<String, Object> body) {
        return LogRecord.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(trace)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(hex(5, 16))))
                .setTimeUnixNano((START.toEpochMilli() + milliseconds) * 1_000_000)
                .setEventName(name)
                .setBody(ExportedSpan.any(body))
                .build();
    }
}
