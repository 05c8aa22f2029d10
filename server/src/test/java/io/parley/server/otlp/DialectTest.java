// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import io.parley.core.memory.MemoryBudget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What spans of each library say, in the forms in which the libraries write them. */
class DialectTest {
    private static final Instant START = Instant.parse("2026-11-02T10:00:00.123456Z");
    private static final Instant ARRIVAL = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ID = "00f067aa0ba902b7";
    private static final Map<String, Object> RESOURCE = Map.of("service.name", "shop");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SpanTranslator translator =
            new SpanTranslator(DialectTest::parse, (field, time) -> time, Set.of("transfertohuman"));

    private static @Nullable JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static ExportedSpan span(String name) {
        return new ExportedSpan(name).from(START, 1500);
    }

    private List<Piece> pieces(ExportedSpan span) {
        List<Span> read = new ArrayList<>();
        try (MemoryBudget.Lease lease = new MemoryBudget(1 << 30).lease()) {
            new ProtobufReader().spans(ExportedSpan.protobuf(RESOURCE, List.of(span)), lease, read::add);
        }
        return translator.pieces(read.getFirst(), ARRIVAL);
    }

    /** Checks that a span is a turn with this question and answer. */
    private Piece turn(ExportedSpan span, @Nullable String question, @Nullable String answer) {
        List<Piece> pieces = pieces(span);
        assertThat(pieces).hasSize(2);
        Piece in = pieces.getFirst();
        Piece out = pieces.getLast();
        assertThat(in.text()).isEqualTo(question);
        assertThat(in.author()).isEqualTo(Piece.Author.CLIENT);
        assertThat(in.id()).isEqualTo(ID + ":in");
        assertThat(in.time()).isEqualTo(START);
        assertThat(out.text()).isEqualTo(answer);
        assertThat(out.author()).isEqualTo(Piece.Author.BOT);
        assertThat(out.id()).isEqualTo(ID);
        assertThat(out.replyTo()).isEqualTo(in.id());
        assertThat(out.time()).isEqualTo(START.plusMillis(1500));
        assertThat(out.processingTimeMs()).isEqualTo(1500);
        assertThat(out.isTurn()).isTrue();
        for (Piece piece : pieces) {
            assertThat(piece.conversationId()).isEqualTo("otel:" + ExportedSpan.TRACE);
            assertThat(piece.channelType()).isEqualTo("otel");
        }
        return out;
    }

    private static String text(@Nullable RawJson json) {
        return json == null ? "" : json.text();
    }

    private Piece step(ExportedSpan span) {
        List<Piece> pieces = pieces(span);
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().isTurn()).isFalse();
        assertThat(pieces.getFirst().text()).isNull();
        return pieces.getFirst();
    }

    @Test
    void messagesOfTheSemanticConventionsMayBeStructured() {
        Piece out = turn(
                span("invoke_agent Support")
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", "Support")
                        .put("gen_ai.conversation.id", "c-1")
                        .put("user.id", "u-1")
                        .put(
                                "gen_ai.input.messages",
                                List.of(message("user", "one"), message("assistant", "two"), message("user", "three"))),
                "three",
                null);
        assertThat(out.botId()).isEqualTo("Support");
        assertThat(out.sessionId()).isEqualTo("c-1");
        assertThat(out.clientId()).isEqualTo("u-1");
    }

    private static Map<String, Object> message(String role, String text) {
        return Map.of("role", role, "parts", List.of(Map.of("type", "text", "content", text)));
    }

    @Test
    void messagesOfTheSemanticConventionsMayBeTexts() {
        Piece out = turn(
                span("chat gpt")
                        .kind(3)
                        .parent("00f067aa0ba902b8")
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.request.model", "gpt")
                        .put("gen_ai.response.model", "gpt-2026")
                        .put("gen_ai.usage.input_tokens", 12L)
                        .put("gen_ai.usage.output_tokens", "7")
                        .put("gen_ai.response.finish_reasons", List.of("stop"))
                        .put("gen_ai.input.messages", """
                                [{"role":"user","parts":[{"type":"text","content":"weather?"}]},
                                 {"role":"assistant","parts":[{"type":"tool_call","id":"1","name":"weather","arguments":{}}]},
                                 {"role":"tool","parts":[{"type":"tool_call_response","id":"1","result":"rain"}]}]
                                """)
                        .put("gen_ai.output.messages", """
                                [{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},
                                 {"type":"text","content":"It rains."},{"type":"text","content":"Stay in."},
                                 {"type":"tool_call","name":"note","arguments":"{}"}],"finish_reason":"stop"}]
                                """),
                "weather?",
                "It rains.\n\nStay in.");
        assertThat(out.belongsTo()).isEqualTo("00f067aa0ba902b8");
        assertThat(out.botId()).isEqualTo("shop");
        assertThat(out.usage().models()).containsExactly("gpt-2026");
        assertThat(out.usage().tools()).containsExactly("note");
        assertThat(out.usage().inputTokens()).isEqualTo(12);
        assertThat(out.usage().outputTokens()).isEqualTo(7);
        assertThat(text(out.payload())).contains("\"finishReasons\":[\"stop\"]", ExportedSpan.TRACE);
    }

    @Test
    void messagesOfTheSemanticConventionsMayBeInAnEvent() {
        turn(
                span("chat gpt")
                        .put("gen_ai.operation.name", "chat")
                        .event(
                                "gen_ai.client.inference.operation.details",
                                Map.of(
                                        "gen_ai.input.messages", List.of(message("user", "hi")),
                                        "gen_ai.output.messages", List.of(message("assistant", "hello")))),
                "hi",
                "hello");
    }

    @Test
    void olderConventionsHaveAnEventForEachMessage() {
        Piece out = turn(
                span("chat gpt")
                        .put("gen_ai.system", "openai")
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.usage.prompt_tokens", 3)
                        .event("gen_ai.system.message", Map.of("content", "be brief"))
                        .event("gen_ai.user.message", Map.of("content", "first"))
                        .event("gen_ai.assistant.message", Map.of("content", "answer"))
                        .event("gen_ai.user.message", Map.of("content", "second"))
                        .event(
                                "gen_ai.choice",
                                Map.of(
                                        "index",
                                        0,
                                        "finish_reason",
                                        "stop",
                                        "message",
                                        "{\"role\":\"assistant\",\"content\":\"last\"}")),
                "second",
                "last");
        assertThat(out.usage().inputTokens()).isEqualTo(3);
    }

    @Test
    void semanticKernelHasEventsOfPromptAndCompletion() {
        turn(
                span("chat.completions gpt")
                        .put("gen_ai.operation.name", "chat.completions")
                        .put("gen_ai.operation.name", "chat")
                        .event(
                                "gen_ai.content.prompt",
                                Map.of(
                                        "gen_ai.prompt",
                                        "[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"hi\"}]"))
                        .event(
                                "gen_ai.content.completion",
                                Map.of("gen_ai.completion", "[{\"role\":\"Assistant\",\"content\":\"hello\"}]")),
                "hi",
                "hello");
    }

    @Test
    void openInferenceNumbersMessagesInKeys() {
        Piece out = turn(
                span("ChatCompletion")
                        .put("openinference.span.kind", "LLM")
                        .put("input.value", "{\"messages\":[]}")
                        .put("llm.input_messages.0.message.role", "system")
                        .put("llm.input_messages.0.message.content", "be brief")
                        .put("llm.input_messages.10.message.role", "user")
                        .put("llm.input_messages.10.message.contents.0.message_content.type", "text")
                        .put("llm.input_messages.10.message.contents.0.message_content.text", "last")
                        .put("llm.input_messages.9.message.role", "user")
                        .put("llm.input_messages.9.message.content", "last but one")
                        .put("llm.output_messages.0.message.role", "assistant")
                        .put("llm.output_messages.0.message.content", "answer")
                        .put("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "find")
                        .put("llm.model_name", "claude")
                        .put("llm.token_count.prompt", 5)
                        .put("llm.token_count.completion", 6)
                        .put("llm.cost.total", 0.0125)
                        .put("session.id", "s")
                        .put("user.id", "u"),
                "last",
                "answer");
        assertThat(out.usage().tools()).containsExactly("find");
        assertThat(out.usage().models()).containsExactly("claude");
        assertThat(out.usage().cost()).isEqualTo(new BigDecimal("0.0125"));
        assertThat(out.sessionId()).isEqualTo("s");
        assertThat(out.clientId()).isEqualTo("u");
    }

    @Test
    void anAgentOfOpenInferenceHasValuesOfAnyForm() {
        turn(
                span("agent")
                        .put("openinference.span.kind", "AGENT")
                        .put("input.value", "hi")
                        .put("output.value", "hello"),
                "hi",
                "hello");
        // LangGraph's state, with messages that LangChain stores as constructors.
        turn(
                span("LangGraph")
                        .put("openinference.span.kind", "CHAIN")
                        .put(
                                "input.value",
                                "{\"messages\":[{\"type\":\"human\",\"content\":\"hi\",\"additional_kwargs\":{}}]}")
                        .put("output.value", """
                                {"messages":[{"type":"human","content":"hi"},{"lc":1,"type":"constructor",
                                 "id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":"hello","type":"ai"}}]}
                                """),
                "hi",
                "hello");
    }

    @Test
    void aMessageWithoutContentInKeysIsReadFromTheValue() {
        turn(
                span("generation")
                        .put("openinference.span.kind", "LLM")
                        .put("llm.input_messages.0.message.role", "user")
                        .put("input.value", "[{\"role\":\"user\",\"content\":\"hi\"}]")
                        .put("llm.output_messages.0.message.role", "assistant")
                        .put("output.value", """
                                [{"type":"message","role":"assistant","status":"completed",
                                 "content":[{"type":"output_text","text":"hello"}]}]
                                """),
                "hi",
                "hello");
    }

    @Test
    void openLlmetryNumbersPromptsAndCompletions() {
        Piece out = turn(
                span("openai.chat")
                        .put("llm.request.type", "chat")
                        .put("gen_ai.system", "OpenAI")
                        .put("gen_ai.request.model", "gpt")
                        .put("gen_ai.prompt.0.role", "user")
                        .put("gen_ai.prompt.0.content", "hi")
                        .put("gen_ai.completion.0.role", "assistant")
                        .put("gen_ai.completion.0.content", "hello")
                        .put("gen_ai.completion.0.finish_reason", "stop")
                        .put("gen_ai.usage.prompt_tokens", 5)
                        .put("gen_ai.usage.completion_tokens", 6)
                        .put("traceloop.association.properties.session_id", "s")
                        .put("traceloop.association.properties.user_id", "u"),
                "hi",
                "hello");
        assertThat(out.usage().outputTokens()).isEqualTo(6);
        assertThat(out.sessionId()).isEqualTo("s");
        assertThat(out.clientId()).isEqualTo("u");
    }

    @Test
    void aWorkflowOfOpenLlmetryHasTheArgumentsOfItsFunction() {
        Piece out = turn(
                span("orders.workflow")
                        .put("traceloop.span.kind", "workflow")
                        .put("traceloop.workflow.name", "orders")
                        .put("traceloop.entity.input", "{\"args\":[\"hi\"],\"kwargs\":{}}")
                        .put("traceloop.entity.output", "\"hello\""),
                "hi",
                "hello");
        assertThat(out.botId()).isEqualTo("orders");
        turn(
                span("orders.workflow")
                        .put("traceloop.span.kind", "workflow")
                        .put("traceloop.entity.input", "{\"args\":[],\"kwargs\":{\"question\":\"hi\"}}")
                        .put("traceloop.entity.output", "{\"answer\":\"hello\"}"),
                "hi",
                "hello");
    }

    @Test
    void langfuseHasItsOwnNamesAndTheyComeFirst() {
        Piece out = turn(
                span("answer")
                        .put("langfuse.observation.type", "generation")
                        .put("langfuse.observation.input", "[{\"role\":\"user\",\"content\":\"hi\"}]")
                        .put("langfuse.observation.output", "{\"role\":\"assistant\",\"content\":\"hello\"}")
                        .put("langfuse.observation.model.name", "gpt")
                        .put("langfuse.observation.usage_details", "{\"input\":5,\"output\":6,\"total\":11}")
                        .put("langfuse.observation.cost_details", "{\"total\":0.5}")
                        .put("langfuse.session.id", "of-langfuse")
                        .put("session.id", "of-session")
                        .put("gen_ai.conversation.id", "of-conversation")
                        .put("gen_ai.input.messages", List.of(message("user", "other"))),
                "hi",
                "hello");
        assertThat(out.sessionId()).isEqualTo("of-langfuse");
        assertThat(out.usage().inputTokens()).isEqualTo(5);
        assertThat(out.usage().cost()).isEqualByComparingTo("0.5");
        // An observation of no kind is a turn if it says something, and links otherwise.
        turn(
                span("x")
                        .put("langfuse.observation.type", "span")
                        .put("langfuse.observation.input", "hi")
                        .put("langfuse.observation.output", "hello"),
                "hi",
                "hello");
        step(span("x").put("langfuse.observation.type", "span"));
    }

    @Test
    void theVercelSdkHasThePromptAndTheText() {
        Piece root = turn(
                span("ai.generateText")
                        .put("operation.name", "ai.generateText orders")
                        .put("ai.operationId", "ai.generateText")
                        .put("ai.telemetry.functionId", "orders")
                        .put("ai.prompt", "{\"system\":\"be brief\",\"prompt\":\"hi\"}")
                        .put("ai.response.text", "hello")
                        .put("ai.usage.inputTokens", 5)
                        .put("ai.telemetry.metadata.sessionId", "s")
                        .put("ai.telemetry.metadata.userId", "u"),
                "hi",
                "hello");
        assertThat(root.botId()).isEqualTo("orders");
        assertThat(root.sessionId()).isEqualTo("s");
        assertThat(root.clientId()).isEqualTo("u");
        Piece step = turn(
                span("ai.generateText.doGenerate")
                        .put("ai.operationId", "ai.generateText.doGenerate")
                        .put(
                                "ai.prompt.messages",
                                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]")
                        .put("ai.response.toolCalls", "[{\"toolCallId\":\"1\",\"toolName\":\"find\",\"input\":\"{}\"}]")
                        .put("ai.model.id", "gpt")
                        .put("ai.usage.inputTokens", 5),
                "hi",
                null);
        assertThat(step.usage().tools()).containsExactly("find");
        assertThat(step.usage().inputTokens()).isEqualTo(5);
        Piece tool = step(span("ai.toolCall")
                .put("ai.operationId", "ai.toolCall")
                .put("ai.toolCall.name", "find")
                .put("ai.toolCall.args", "{}"));
        assertThat(tool.nlp().state()).isEqualTo("find");
        assertThat(tool.usage().tools()).containsExactly("find");
    }

    @Test
    void mastraHasInputAndOutputOfTheRun() {
        Piece out = turn(
                span("invoke_agent orders")
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", "orders")
                        .put("mastra.span.type", "agent_run")
                        .put("mastra.agent_run.input", "[{\"role\":\"user\",\"content\":\"hi\"}]")
                        .put("mastra.agent_run.output", "{\"text\":\"hello\",\"files\":[]}")
                        .put("mastra.metadata.sessionId", "s")
                        .put("mastra.metadata.userId", "u"),
                "hi",
                "hello");
        assertThat(out.botId()).isEqualTo("orders");
        assertThat(out.sessionId()).isEqualTo("s");
        assertThat(out.clientId()).isEqualTo("u");
        step(span("model_chunk orders")
                .put("gen_ai.operation.name", "model_chunk")
                .put("mastra.span.type", "model_chunk")
                .put("mastra.model_chunk.output", "{\"text\":\"hello\"}"));
    }

    @Test
    void liveKitHasTheUsersInputInTheAgentsTurn() {
        turn(
                span("agent_turn")
                        .put("lk.generation_id", "g")
                        .put("lk.pii.user_input", "hi")
                        .put("lk.pii.response.text", "hello"),
                "hi",
                "hello");
        turn(span("agent_turn").put("lk.user_input", "hi").put("lk.response.text", "hello"), "hi", "hello");
        turn(span("llm_node").put("lk.chat_ctx", """
                                {"items":[{"type":"message","role":"system","content":["be brief"]},
                                 {"type":"message","role":"user","content":["hi"]},
                                 {"type":"function_call","name":"find","arguments":"{}"},
                                 {"type":"function_call_output","name":"find","output":"x"}]}
                                """).put("lk.response.text", "hello"), "hi", "hello");
        step(span("user_turn").put("lk.user_transcript", "hi"));
        assertThat(step(span("function_tool").put("lk.function_tool.name", "find"))
                        .nlp()
                        .state())
                .isEqualTo("find");
    }

    @Test
    void pydanticAiHasAllMessagesAndTheFinalResult() {
        Piece out = turn(
                span("agent run")
                        .put("agent_name", "support")
                        .put("model_name", "gpt")
                        .put("pydantic_ai.all_messages", """
                                [{"role":"system","parts":[{"type":"text","content":"be brief"}]},
                                 {"role":"user","parts":[{"type":"text","content":"hi"}]},
                                 {"role":"assistant","parts":[{"type":"text","content":"hello"}]}]
                                """)
                        .put("final_result", "hello"),
                "hi",
                "hello");
        assertThat(out.botId()).isEqualTo("support");
        turn(span("agent run").put("all_messages_events", """
                                [{"content":"be brief","role":"system","event.name":"gen_ai.system.message"},
                                 {"content":"hi","role":"user","event.name":"gen_ai.user.message"},
                                 {"content":"hello","role":"assistant","event.name":"gen_ai.assistant.message"}]
                                """), "hi", "hello");
    }

    @Test
    void googlesKitHasRequestsOfGemini() {
        Piece out = turn(
                span("call_llm")
                        .put("gen_ai.system", "gcp.vertex.agent")
                        .put("gen_ai.request.model", "gemini")
                        .put("gcp.vertex.agent.session_id", "s")
                        .put("gcp.vertex.agent.llm_request", """
                                {"model":"gemini","contents":[{"parts":[{"text":"hi"}],"role":"user"},
                                 {"parts":[{"functionCall":{"name":"find","args":{}}}],"role":"model"},
                                 {"parts":[{"functionResponse":{"name":"find","response":{}}}],"role":"user"}]}
                                """)
                        .put("gcp.vertex.agent.llm_response", """
                                {"content":{"parts":[{"text":"thinking","thought":true},{"text":"hello"}],"role":"model"}}
                                """),
                "hi",
                "hello");
        assertThat(out.sessionId()).isEqualTo("s");
        Piece tool = step(span("execute_tool find")
                .put("gen_ai.operation.name", "execute_tool")
                .put("gen_ai.tool.name", "find")
                .put("gcp.vertex.agent.llm_request", "{}")
                .put("gcp.vertex.agent.tool_call_args", "{\"id\":1}"));
        assertThat(tool.nlp().state()).isEqualTo("find");
    }

    @Test
    void mlflowHasInputsAndOutputsInJson() {
        turn(
                span("predict")
                        .put("mlflow.spanType", "\"CHAT_MODEL\"")
                        .put("mlflow.spanInputs", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                        .put(
                                "mlflow.spanOutputs",
                                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}]}"),
                "hi",
                "hello");
    }

    @Test
    void aTurnWithoutContentIsATurn() {
        turn(span("invoke_agent x").put("gen_ai.operation.name", "invoke_agent"), null, null);
        turn(span("chat x").put("gen_ai.operation.name", "chat"), null, null);
    }

    @Test
    void aPictureWithoutWordsIsAFile() {
        ExportedSpan span = span("chat x")
                .put("gen_ai.operation.name", "chat")
                .put(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"uri\",\"uri\":\"https://a/b.png\"}]}]");
        turn(span, null, null);
        assertThat(pieces(span).getFirst().event()).isEqualTo(Turn.FILE_EVENT);
    }

    @Test
    void otherSpansOnlyLink() {
        Piece link = step(span("GET /chat").parent("00f067aa0ba902b8").put("http.request.method", "GET"));
        assertThat(link.belongsTo()).isEqualTo("00f067aa0ba902b8");
        assertThat(link.author()).isEqualTo(Piece.Author.SYSTEM);
        step(span("embeddings x").put("gen_ai.operation.name", "embeddings").put("input.value", "hi"));
        step(span("retrieve").put("openinference.span.kind", "RETRIEVER").put("input.value", "hi"));
    }

    @Test
    void anErrorIsTheExceptionElseTheType() {
        assertThat(turn(
                                span("chat x")
                                        .put("gen_ai.operation.name", "chat")
                                        .put("error.type", "429")
                                        .failed("too many")
                                        .event(
                                                "exception",
                                                Map.of("exception.type", "RateLimit", "exception.message", "wait")),
                                null,
                                null)
                        .exception())
                .isEqualTo("RateLimit: wait");
        assertThat(turn(
                                span("chat x")
                                        .put("gen_ai.operation.name", "chat")
                                        .put("error.type", "429")
                                        .failed("too many"),
                                null,
                                null)
                        .exception())
                .isEqualTo("429: too many");
    }

    @Test
    void aToolWithSuchANameHandsTheDialogOver() {
        List<Piece> pieces = pieces(span("execute_tool transfer_to_human")
                .parent("00f067aa0ba902b8")
                .put("gen_ai.operation.name", "execute_tool")
                .put("gen_ai.tool.name", "transfer-To-Human"));
        assertThat(pieces.getFirst().nlp().state()).isEqualTo("transfer-To-Human");
        Piece handoff = pieces.getLast();
        assertThat(handoff.id()).isEqualTo(ID + ":handoff");
        assertThat(handoff.replyTo()).isEqualTo("00f067aa0ba902b8");
        assertThat(text(handoff.payload())).isEqualTo("{\"replies\":[{\"type\":\"switch\"}]}");
    }

    @Test
    void scoresStayWithTheResponse() {
        Piece out = turn(
                span("chat x")
                        .put("gen_ai.operation.name", "chat")
                        .event(
                                "gen_ai.evaluation.result",
                                Map.of(
                                        "gen_ai.evaluation.name", "Relevance",
                                        "gen_ai.evaluation.score.value", 4.0,
                                        "gen_ai.evaluation.score.label", "good")),
                null,
                null);
        assertThat(text(out.payload())).contains("\"evaluation.Relevance\":{\"label\":\"good\",\"value\":4.0}");
    }

    @Test
    void hostileKeysCostNothing() {
        turn(
                span("openai.chat")
                        .put("llm.request.type", "chat")
                        .put("__proto__", "x")
                        .put("constructor.prototype", "x")
                        .put("gen_ai.prompt.9999999.content", "hi")
                        .put("gen_ai.prompt.9999999.role", "user")
                        .put("gen_ai.prompt.99999999999999999999.content", "huge")
                        .put("gen_ai.prompt.-1.content", "negative")
                        .put("gen_ai.prompt..content", "empty")
                        .put("gen_ai.prompt.__proto__.content", "x"),
                "hi",
                null);
    }

    @Test
    void ofALongTextTheBeginningAndTheEndStay() {
        String text = "begin" + "x".repeat(1_000_000) + "end";
        Piece in = pieces(span("agent").put("openinference.span.kind", "AGENT").put("input.value", text))
                .getFirst();
        assertThat(in.text())
                .startsWith("beginx")
                .endsWith("xend")
                .contains("characters left out")
                .hasSizeLessThan(Limits.TEXT + 100);
    }

    @Test
    void missingTimesFallBack() {
        List<Piece> none = pieces(new ExportedSpan("chat").put("gen_ai.operation.name", "chat"));
        assertThat(none).extracting(Piece::time).containsExactly(ARRIVAL, ARRIVAL);
        assertThat(none.getLast().processingTimeMs()).isNull();
        long start = 1_762_000_000_000_000_000L;
        assertThat(pieces(new ExportedSpan("chat")
                        .put("gen_ai.operation.name", "chat")
                        .nanoseconds(start, 0)))
                .extracting(Piece::time)
                .containsExactly(Instant.ofEpochSecond(1_762_000_000), Instant.ofEpochSecond(1_762_000_000));
        assertThat(pieces(new ExportedSpan("chat")
                        .put("gen_ai.operation.name", "chat")
                        .nanoseconds(0, start)))
                .extracting(Piece::time)
                .containsOnly(Instant.ofEpochSecond(1_762_000_000));
    }

    @Test
    void invalidIdsAreRefused() {
        assertThatThrownBy(() -> pieces(span("x").id("")))
                .isInstanceOf(ApiException.class)
                .hasMessage("spanId: got nothing, expected 16 hexadecimal digits that are not all zero");
        assertThatThrownBy(() -> pieces(span("x").trace("00000000000000000000000000000000")))
                .hasMessageContaining("traceId");
        assertThatThrownBy(() -> pieces(span("x").id("0102"))).hasMessageContaining("spanId: got «0102»");
        assertThat(step(span("x").parent("0000000000000000")).belongsTo()).isNull();
        assertThat(step(span("x").parent(ID)).belongsTo()).isNull();
    }
}
