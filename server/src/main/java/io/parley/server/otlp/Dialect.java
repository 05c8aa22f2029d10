// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.server.otlp.Source.Attribute;
import io.parley.server.otlp.Source.EventAttribute;
import io.parley.server.otlp.Source.Indexed;
import io.parley.server.otlp.Source.Member;
import io.parley.server.otlp.Source.MessageEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that a library, or a version of the semantic conventions, has for what is said in a conversation. {@link #ALL} declares
 * each dialect once, by precedence: the first one that has a value gives it, for one meaning at a time, because spans mix dialects.
 *
 * @param name as docs/otlp.md has it
 * @param prefix of the attributes by which {@link OfName} rules know the dialect
 * @param operations the first rule that applies counts
 * @param sources by meaning, by precedence
 */
record Dialect(String name, String prefix, List<OperationRule> operations, Map<Meaning, List<Source>> sources) {

    /** Tells a span's operation. */
    sealed interface OperationRule {}

    /** An attribute has one of these values, without regard to case; no values stand for any value. */
    record OfValue(String key, Operation operation, List<String> values) implements OperationRule {}

    /** The span has one of these names and an attribute of the dialect. */
    record OfName(Operation operation, List<String> names) implements OperationRule {}

    // The order of the first two follows Langfuse's own endpoint, see docs/otlp.md.
    private static final Dialect LANGFUSE = named("Langfuse", "langfuse.")
            .operation("langfuse.observation.type", Operation.AGENT, "agent", "chain")
            .operation("langfuse.observation.type", Operation.MODEL, "generation")
            .operation("langfuse.observation.type", Operation.TOOL, "tool")
            .operation(
                    "langfuse.observation.type",
                    Operation.STEP,
                    "retriever",
                    "embedding",
                    "evaluator",
                    "guardrail",
                    "event")
            .reads(Meaning.INPUT, attribute("langfuse.observation.input"), attribute("langfuse.trace.input"))
            .reads(Meaning.OUTPUT, attribute("langfuse.observation.output"), attribute("langfuse.trace.output"))
            .reads(Meaning.SESSION, attribute("langfuse.session.id"), attribute("session.id"))
            .reads(Meaning.USER, attribute("langfuse.user.id"), attribute("user.id"))
            .reads(Meaning.MODEL, attribute("langfuse.observation.model.name"))
            .reads(
                    Meaning.INPUT_TOKENS,
                    member("langfuse.observation.usage_details", "input", "input_tokens", "prompt_tokens"))
            .reads(
                    Meaning.OUTPUT_TOKENS,
                    member("langfuse.observation.usage_details", "output", "output_tokens", "completion_tokens"))
            .reads(Meaning.COST, member("langfuse.observation.cost_details", "total"))
            .reads(Meaning.ENVIRONMENT, attribute("langfuse.environment"))
            .build();

    private static final Dialect VERCEL = named("Vercel AI SDK", "ai.")
            .operation(
                    "ai.operationId",
                    Operation.MODEL,
                    "ai.generateText.doGenerate",
                    "ai.streamText.doStream",
                    "ai.generateObject.doGenerate",
                    "ai.streamObject.doStream")
            .operation(
                    "ai.operationId",
                    Operation.AGENT,
                    "ai.generateText",
                    "ai.streamText",
                    "ai.generateObject",
                    "ai.streamObject")
            .operation("ai.operationId", Operation.TOOL, "ai.toolCall")
            .operation("ai.operationId", Operation.STEP)
            .reads(Meaning.INPUT, attribute("ai.prompt.messages"), attribute("ai.prompt"))
            .reads(
                    Meaning.OUTPUT,
                    attribute("ai.response.text"),
                    attribute("ai.result.text"),
                    attribute("ai.response.object"),
                    attribute("ai.result.object"),
                    attribute("ai.response.toolCalls"),
                    attribute("ai.result.toolCalls"))
            .reads(
                    Meaning.SESSION,
                    attribute("ai.telemetry.metadata.sessionId"),
                    attribute("ai.settings.context.sessionId"))
            .reads(Meaning.USER, attribute("ai.telemetry.metadata.userId"), attribute("ai.settings.context.userId"))
            .reads(Meaning.AGENT, attribute("ai.telemetry.functionId"))
            .reads(Meaning.MODEL, attribute("ai.response.model"), attribute("ai.model.id"))
            .reads(Meaning.INPUT_TOKENS, attribute("ai.usage.inputTokens"), attribute("ai.usage.promptTokens"))
            .reads(Meaning.OUTPUT_TOKENS, attribute("ai.usage.outputTokens"), attribute("ai.usage.completionTokens"))
            .reads(Meaning.TOOL, attribute("ai.toolCall.name"))
            .reads(Meaning.FINISH_REASONS, attribute("ai.response.finishReason"))
            .build();

    private static final Dialect MASTRA = named("Mastra", "mastra.")
            .operation("mastra.span.type", Operation.AGENT, "agent_run", "workflow_run")
            .reads(
                    Meaning.INPUT,
                    attribute("mastra.agent_run.input"),
                    attribute("mastra.workflow_run.input"),
                    attribute("mastra.model_generation.input"))
            .reads(
                    Meaning.OUTPUT,
                    attribute("mastra.agent_run.output"),
                    attribute("mastra.workflow_run.output"),
                    attribute("mastra.model_generation.output"))
            .reads(Meaning.SESSION, attribute("mastra.metadata.sessionId"), attribute("mastra.metadata.threadId"))
            .reads(Meaning.USER, attribute("mastra.metadata.userId"), attribute("mastra.metadata.resourceId"))
            .build();

    /** Semantic conventions from 1.37 on; their messages may also be in an event of the span. */
    private static final Dialect SEMCONV = named("semantic conventions", "gen_ai.")
            .operation("gen_ai.operation.name", Operation.AGENT, "invoke_agent", "invoke_workflow")
            .operation("gen_ai.operation.name", Operation.MODEL, "chat", "generate_content", "text_completion")
            .operation("gen_ai.operation.name", Operation.TOOL, "execute_tool")
            .operation("gen_ai.operation.name", Operation.NONE, "create_agent")
            .operation("gen_ai.operation.name", Operation.STEP)
            .reads(
                    Meaning.INPUT,
                    attribute("gen_ai.input.messages"),
                    new EventAttribute("gen_ai.client.inference.operation.details", "gen_ai.input.messages"))
            .reads(
                    Meaning.OUTPUT,
                    attribute("gen_ai.output.messages"),
                    new EventAttribute("gen_ai.client.inference.operation.details", "gen_ai.output.messages"))
            .reads(Meaning.SESSION, attribute("gen_ai.conversation.id"))
            .reads(Meaning.USER, attribute("user.id"), attribute("enduser.id"))
            .reads(Meaning.AGENT, attribute("gen_ai.agent.name"), attribute("gen_ai.workflow.name"))
            .reads(Meaning.MODEL, attribute("gen_ai.response.model"), attribute("gen_ai.request.model"))
            .reads(Meaning.INPUT_TOKENS, attribute("gen_ai.usage.input_tokens"))
            .reads(Meaning.OUTPUT_TOKENS, attribute("gen_ai.usage.output_tokens"))
            .reads(Meaning.COST, attribute("gen_ai.usage.cost"))
            .reads(Meaning.TOOL, attribute("gen_ai.tool.name"))
            .reads(Meaning.FINISH_REASONS, attribute("gen_ai.response.finish_reasons"))
            .reads(Meaning.ENVIRONMENT, attribute("deployment.environment.name"), attribute("deployment.environment"))
            .build();

    private static final Dialect SEMCONV_EVENTS = named("semantic conventions until 1.36", "gen_ai.")
            .reads(Meaning.INPUT, new MessageEvents(false))
            .reads(Meaning.OUTPUT, new MessageEvents(true))
            .reads(Meaning.INPUT_TOKENS, attribute("gen_ai.usage.prompt_tokens"))
            .reads(Meaning.OUTPUT_TOKENS, attribute("gen_ai.usage.completion_tokens"))
            .build();

    private static final Dialect SEMANTIC_KERNEL = named("Semantic Kernel", "gen_ai.")
            .reads(Meaning.INPUT, new EventAttribute("gen_ai.content.prompt", "gen_ai.prompt"))
            .reads(Meaning.OUTPUT, new EventAttribute("gen_ai.content.completion", "gen_ai.completion"))
            .build();

    private static final Dialect GOOGLE_ADK = named("Google ADK", "gcp.vertex.agent.")
            .operation("gcp.vertex.agent.tool_call_args", Operation.TOOL)
            .operation("gcp.vertex.agent.llm_request", Operation.MODEL)
            .reads(Meaning.INPUT, member("gcp.vertex.agent.llm_request", "contents"))
            .reads(Meaning.OUTPUT, member("gcp.vertex.agent.llm_response", "content"))
            .reads(Meaning.SESSION, attribute("gcp.vertex.agent.session_id"))
            .build();

    /** Newer versions mark personal data with {@code pii}. */
    private static final Dialect LIVEKIT = named("LiveKit Agents", "lk.")
            .operation("lk.function_tool.name", Operation.TOOL)
            .operationNamed(Operation.AGENT, "agent_turn")
            .operationNamed(Operation.MODEL, "llm_node")
            // The transcript of the user's speech is the input of the agent's turn, too.
            .operationNamed(Operation.STEP, "user_turn", "eou_detection", "tts_node")
            .reads(
                    Meaning.INPUT,
                    attribute("lk.pii.user_input"),
                    attribute("lk.user_input"),
                    attribute("lk.pii.user_transcript"),
                    attribute("lk.user_transcript"),
                    attribute("lk.pii.chat_ctx"),
                    attribute("lk.chat_ctx"))
            .reads(Meaning.OUTPUT, attribute("lk.pii.response.text"), attribute("lk.response.text"))
            .reads(
                    Meaning.USER,
                    attribute("lk.pii.participant_identity"),
                    attribute("lk.participant_identity"),
                    attribute("lk.participant_id"))
            .reads(Meaning.AGENT, attribute("lk.agent_name"), attribute("lk.agent_label"))
            .reads(Meaning.TOOL, attribute("lk.function_tool.name"))
            .build();

    private static final Dialect PYDANTIC_AI = named("Pydantic AI", "pydantic_ai.")
            .operation("pydantic_ai.all_messages", Operation.AGENT)
            .operation("all_messages_events", Operation.AGENT)
            .reads(Meaning.INPUT, attribute("pydantic_ai.all_messages"), attribute("all_messages_events"))
            .reads(
                    Meaning.OUTPUT,
                    attribute("final_result"),
                    attribute("pydantic_ai.all_messages"),
                    attribute("all_messages_events"))
            .reads(Meaning.AGENT, attribute("agent_name"))
            .reads(Meaning.MODEL, attribute("model_name"))
            .build();

    private static final Dialect OPENINFERENCE = named("OpenInference", "openinference.")
            .operation("openinference.span.kind", Operation.AGENT, "agent", "chain")
            .operation("openinference.span.kind", Operation.MODEL, "llm")
            .operation("openinference.span.kind", Operation.TOOL, "tool")
            .operation("openinference.span.kind", Operation.STEP)
            .reads(Meaning.INPUT, new Indexed("llm.input_messages."), attribute("input.value"))
            .reads(Meaning.OUTPUT, new Indexed("llm.output_messages."), attribute("output.value"))
            .reads(Meaning.SESSION, attribute("session.id"))
            .reads(Meaning.USER, attribute("user.id"))
            .reads(Meaning.AGENT, attribute("agent.name"), attribute("graph.node.id"))
            .reads(Meaning.MODEL, attribute("llm.model_name"))
            .reads(Meaning.INPUT_TOKENS, attribute("llm.token_count.prompt"))
            .reads(Meaning.OUTPUT_TOKENS, attribute("llm.token_count.completion"))
            .reads(Meaning.COST, attribute("llm.cost.total"))
            .reads(Meaning.TOOL, attribute("tool.name"))
            .build();

    private static final Dialect OPENLLMETRY = named("OpenLLMetry", "traceloop.")
            .operation("traceloop.span.kind", Operation.AGENT, "workflow", "agent")
            .operation("traceloop.span.kind", Operation.TOOL, "tool")
            .operation("llm.request.type", Operation.MODEL, "chat", "completion")
            .operation("llm.request.type", Operation.STEP)
            .operation("traceloop.span.kind", Operation.STEP)
            .reads(Meaning.INPUT, new Indexed("gen_ai.prompt."), attribute("traceloop.entity.input"))
            .reads(Meaning.OUTPUT, new Indexed("gen_ai.completion."), attribute("traceloop.entity.output"))
            .reads(
                    Meaning.SESSION,
                    attribute("traceloop.association.properties.session_id"),
                    attribute("traceloop.association.properties.conversation_id"),
                    attribute("traceloop.association.properties.chat_id"))
            .reads(Meaning.USER, attribute("traceloop.association.properties.user_id"))
            .reads(Meaning.AGENT, attribute("traceloop.workflow.name"))
            .reads(Meaning.TOOL, attribute("traceloop.entity.name"))
            .build();

    private static final Dialect MLFLOW = named("MLflow", "mlflow.")
            .operation("mlflow.spanType", Operation.AGENT, "agent", "chain", "workflow")
            .operation("mlflow.spanType", Operation.MODEL, "chat_model", "llm")
            .operation("mlflow.spanType", Operation.TOOL, "tool")
            .operation("mlflow.spanType", Operation.STEP, "retriever", "embedding", "reranker", "parser", "evaluator")
            .reads(Meaning.INPUT, attribute("mlflow.spanInputs"))
            .reads(Meaning.OUTPUT, attribute("mlflow.spanOutputs"))
            .reads(Meaning.SESSION, attribute("mlflow.trace.session"))
            .reads(Meaning.USER, attribute("mlflow.trace.user"))
            .reads(Meaning.TOOL, attribute("mlflow.spanFunctionName"))
            .reads(Meaning.INPUT_TOKENS, member("mlflow.chat.tokenUsage", "input_tokens"))
            .reads(Meaning.OUTPUT_TOKENS, member("mlflow.chat.tokenUsage", "output_tokens"))
            .build();

    /** By precedence. */
    static final List<Dialect> ALL = List.of(
            LANGFUSE,
            VERCEL,
            MASTRA,
            SEMCONV,
            SEMCONV_EVENTS,
            SEMANTIC_KERNEL,
            GOOGLE_ADK,
            LIVEKIT,
            PYDANTIC_AI,
            OPENINFERENCE,
            OPENLLMETRY,
            MLFLOW);

    private static final Map<Meaning, List<Source>> SOURCES =
            Arrays.stream(Meaning.values()).collect(Collectors.toUnmodifiableMap(meaning -> meaning, Dialect::all));

    private static List<Source> all(Meaning meaning) {
        return ALL.stream()
                .flatMap(dialect -> dialect.sources.getOrDefault(meaning, List.of()).stream())
                .distinct()
                .toList();
    }

    /** Returns the sources of all dialects, by precedence. */
    static List<Source> sources(Meaning meaning) {
        return Objects.requireNonNull(SOURCES.get(meaning));
    }

    private static Source attribute(String key) {
        return new Attribute(key);
    }

    private static Source member(String key, String... names) {
        return new Member(key, List.of(names));
    }

    private static Builder named(String name, String prefix) {
        return new Builder(name, prefix);
    }

    /** Returns what the span is by this dialect's rules; null when none applies. */
    @Nullable
    Operation operation(Span span) {
        for (OperationRule rule : operations) {
            switch (rule) {
                case OfValue of -> {
                    String value = span.attributes().values().containsKey(of.key)
                            ? String.valueOf(span.attributes().text(of.key))
                            : null;
                    if (value != null
                            && (of.values.isEmpty() || of.values.stream().anyMatch(value.strip()::equalsIgnoreCase))) {
                        return of.operation;
                    }
                }
                case OfName of -> {
                    if (of.names.contains(span.name())
                            && span.attributes().values().keySet().stream().anyMatch(key -> key.startsWith(prefix))) {
                        return of.operation;
                    }
                }
            }
        }
        return null;
    }

    /** Builds a declaration. */
    private static final class Builder {
        private final String name;
        private final String prefix;
        private final List<OperationRule> operations = new ArrayList<>();
        private final Map<Meaning, List<Source>> sources = new EnumMap<>(Meaning.class);

        Builder(String name, String prefix) {
            this.name = name;
            this.prefix = prefix;
        }

        /** @param values none for any */
        Builder operation(String key, Operation operation, String... values) {
            operations.add(new OfValue(key, operation, List.of(values)));
            return this;
        }

        Builder operationNamed(Operation operation, String... names) {
            operations.add(new OfName(operation, List.of(names)));
            return this;
        }

        Builder reads(Meaning meaning, Source... places) {
            sources.put(meaning, List.of(places));
            return this;
        }

        Dialect build() {
            return new Dialect(name, prefix, operations, sources);
        }
    }
}
