// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.Nlp;
import io.parley.core.log.Piece;
import io.parley.core.log.Piece.Author;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import io.parley.core.log.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates spans, and events of spans, to pieces of a conversation. The pieces of a trace belong together, and a span belongs to its
 * parent, so that the order of arrival does not matter.
 */
public final class SpanTranslator {
    /** The channel type of all conversations that come this way. */
    static final String CHANNEL_TYPE = "otel";
    /** Prefix of the conversation's id; the trace id follows. */
    private static final String CONVERSATION = "otel:";
    /** Suffix of the id of what the client says; the bot's answer has the id of the span. Others follow for further pieces of a span. */
    private static final String IN = ":in";

    private static final String HANDOFF = ":handoff";
    private static final String EVENT = ":event";
    /** The bot of a resource without a name. */
    private static final String UNKNOWN_SERVICE = "unknown_service";

    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    /** Longest text of a cost that is read. */
    private static final int COST_DIGITS = 40;
    /** Most scores of a span. */
    private static final int MOST_SCORES = 50;

    private static final String EVALUATION = "gen_ai.evaluation.result";
    private static final String SCORE_NAME = "gen_ai.evaluation.name";
    private static final SortedMap<String, String> SCORE_MEMBERS = new TreeMap<>(Map.of(
            "value", "gen_ai.evaluation.score.value",
            "label", "gen_ai.evaluation.score.label",
            "explanation", "gen_ai.evaluation.explanation"));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Checks a time against the bounds of reported times. */
    @FunctionalInterface
    public interface TimeCheck {
        /**
         * Returns the time.
         *
         * @param field that has the time
         * @throws ApiException when it lies outside
         */
        Instant check(String field, Instant time);
    }

    private final AttributeTexts texts;
    private final TimeCheck times;
    private final Set<String> handoffTools;

    /**
     * Creates a translator.
     *
     * @param handoffTools names of tools that hand the dialog to a human agent, as {@link #plain} has them
     */
    public SpanTranslator(AttributeTexts texts, TimeCheck times, Set<String> handoffTools) {
        this.texts = texts;
        this.times = times;
        this.handoffTools = handoffTools;
    }

    /** Returns the name of a tool without what libraries spell differently: case, {@code _}, {@code -} and spaces. */
    public static String plain(String tool) {
        return tool.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    }

    /**
     * Returns the pieces of a span.
     *
     * @param arrival the time of a span without times
     * @throws ApiException when its ids or times are invalid
     */
    public List<Piece> pieces(Span span, Instant arrival) {
        String traceId = id("traceId", span.traceId(), TRACE_ID);
        String spanId = id("spanId", span.spanId(), SPAN_ID);
        String parentId = parent(span.parentId(), spanId);
        Instant start = time("startTimeUnixNano", span.start());
        Instant end = time("endTimeUnixNano", span.end());
        Instant from = start != null ? start : end != null ? end : arrival;
        Instant to = end == null || end.isBefore(from) ? from : end;
        Read read = new Read(
                span,
                CONVERSATION + traceId,
                spanId,
                parentId,
                from,
                to,
                start != null && end != null,
                start == null && end == null ? firstOf(arrival) : null);
        Operation operation = operation(span);
        return switch (operation == null ? Operation.NONE : operation) {
            case AGENT, MODEL -> turn(read);
            case TOOL -> tool(read);
            case STEP -> List.of(step(read));
            case NONE ->
                // A root of a library's own kind is a turn if it says what went in or out.
                operation == null && (has(span, Meaning.INPUT) || has(span, Meaning.OUTPUT))
                        ? turn(read)
                        : List.of(step(read));
        };
    }

    /** Returns the version of a piece whose time is that of its arrival: the first arrival counts. */
    private static long firstOf(Instant arrival) {
        return -ChronoUnit.MICROS.between(Instant.EPOCH, arrival);
    }

    /** What is known of a span before its attributes are read. */
    private record Read(
            Span span,
            String conversationId,
            String spanId,
            @Nullable String parentId,
            Instant from,
            Instant to,
            boolean hasLength,
            @Nullable Long version) {
        Piece.Builder piece(String id, Author author, Instant time) {
            return Piece.builder(conversationId, id, author, time)
                    .channelType(CHANNEL_TYPE)
                    .belongsTo(parentId)
                    .version(version);
        }

        @Nullable
        Integer processingTimeMs() {
            return hasLength
                    ? (int) Math.min(
                            Integer.MAX_VALUE, Duration.between(from, to).toMillis())
                    : null;
        }
    }

    private List<Piece> turn(Read read) {
        Span span = read.span;
        SpokenMessages input = SpokenMessages.input(all(span, Meaning.INPUT), texts);
        SpokenMessages output = SpokenMessages.output(all(span, Meaning.OUTPUT), texts);
        String user = name(span, Meaning.USER);
        String session = name(span, Meaning.SESSION);
        String bot = bot(span);
        Piece in = read.piece(read.spanId + IN, Author.CLIENT, read.from)
                .botId(bot)
                .clientId(user)
                .sessionId(session)
                .text(Limits.text(input.lastOfUser(), Limits.TEXT))
                .event(input.isFileOfUser() ? Turn.FILE_EVENT : null)
                .build();
        Piece out = read.piece(read.spanId, Author.BOT, read.to)
                .botId(bot)
                .clientId(user)
                .sessionId(session)
                .text(Limits.text(output.lastOfBot(), Limits.TEXT))
                .replyTo(read.spanId + IN)
                .payload(payload(read, output.toolCalls()))
                .usage(usage(span, output.toolCalls()))
                .processingTimeMs(read.processingTimeMs())
                .exception(error(span))
                .build();
        return List.of(in, out);
    }

    private List<Piece> tool(Read read) {
        String named = name(read.span, Meaning.TOOL);
        String tool = named == null ? Limits.name(read.span.name()) : named;
        Piece step = read.piece(read.spanId, Author.SYSTEM, read.to)
                .isTurn(false)
                .nlp(new Nlp(tool, null, null, null, null, null, null, null))
                .usage(new Usage(List.of(), List.of(tool), null, null, null))
                .exception(error(read.span))
                .build();
        if (!isHandoff(Set.of(tool))) {
            return List.of(step);
        }
        // Steps give no response, so that the transfer is a reply of its own in the turn that is open.
        return List.of(
                step,
                Piece.builder(read.conversationId, read.spanId + HANDOFF, Author.BOT, read.to)
                        .channelType(CHANNEL_TYPE)
                        .replyTo(read.parentId)
                        .payload(RawJson.of(handedOver(JSON.objectNode())))
                        .build());
    }

    private Piece step(Read read) {
        return read.piece(read.spanId, Author.SYSTEM, read.to)
                .isTurn(false)
                .sessionId(name(read.span, Meaning.SESSION))
                .clientId(name(read.span, Meaning.USER))
                .usage(usage(read.span, Set.of()))
                .build();
    }

    private boolean isHandoff(Set<String> tools) {
        return tools.stream().anyMatch(tool -> handoffTools.contains(plain(tool)));
    }

    /** Adds the reply by which the log knows a transfer to a human agent. */
    private static ObjectNode handedOver(ObjectNode payload) {
        payload.putArray("replies").addObject().put("type", "switch");
        return payload;
    }

    /** Returns what else is worth to be kept: the way back to the trace, and how the model ended. */
    private RawJson payload(Read read, Set<String> toolCalls) {
        Span span = read.span;
        ObjectNode payload = JSON.objectNode();
        ObjectNode otel = payload.putObject("otel")
                .put("traceId", read.conversationId.substring(CONVERSATION.length()))
                .put("spanId", read.spanId)
                .put("name", Limits.name(span.name()));
        String environment = name(span, Meaning.ENVIRONMENT);
        if (environment != null) {
            otel.put("environment", environment);
        }
        JsonNode reasons = texts.parsed(find(span, Meaning.FINISH_REASONS));
        if (reasons != null) {
            ArrayNode all = otel.putArray("finishReasons");
            (reasons.isArray() ? reasons.valueStream().toList() : List.of(reasons))
                    .stream()
                            .filter(JsonNode::isString)
                            .limit(Limits.TOOLS)
                            .forEach(reason -> all.add(Limits.name(reason.asString(""))));
        }
        for (Span.Event event : span.events()) {
            if (event.name().equals(EVALUATION)) {
                addScore(payload, event.attributes());
            }
        }
        return RawJson.of(isHandoff(toolCalls) ? handedOver(payload) : payload);
    }

    /** Adds a score as a member of its own, because members of one name replace each other when payloads are joined. */
    private static void addScore(ObjectNode payload, Attributes evaluation) {
        if (payload.size() > MOST_SCORES) {
            return;
        }
        ObjectNode score = payload.putObject("evaluation." + Limits.name(String.valueOf(evaluation.text(SCORE_NAME))));
        SCORE_MEMBERS.forEach((member, key) -> {
            JsonNode value = evaluation.get(key);
            if (value != null && value.isString()) {
                score.put(member, Limits.text(value.asString(""), Limits.ERROR));
            } else if (value != null && value.isValueNode()) {
                score.set(member, value);
            }
        });
    }

    /**
     * Returns the pieces of an event that belongs to a span but is reported apart, as a log record.
     *
     * @return none when it means nothing here, or belongs to no span
     */
    public List<Piece> pieces(LoggedEvent event, Instant arrival) {
        String name = event.name();
        if (name == null || event.traceId() == null || event.spanId() == null || !name.startsWith("gen_ai.")) {
            return List.of();
        }
        String traceId = id("traceId", event.traceId(), TRACE_ID);
        String spanId = id("spanId", event.spanId(), SPAN_ID);
        Instant reported = time("timeUnixNano", event.time());
        Instant time = reported == null ? arrival : reported;
        long version = reported == null ? firstOf(arrival) : event.time();
        Span.Event ofSpan = new Span.Event(name, event.time(), event.attributes());
        Span asSpan = new Span(
                traceId,
                spanId,
                null,
                name,
                event.time(),
                event.time(),
                event.attributes(),
                List.of(ofSpan),
                false,
                null,
                event.resource());
        if (name.equals(EVALUATION)) {
            ObjectNode payload = JSON.objectNode();
            addScore(payload, event.attributes());
            // Steps give no response, so that the score replies to the span.
            return List.of(Piece.builder(
                            CONVERSATION + traceId,
                            spanId + EVENT + ":"
                                    + Limits.name(
                                            String.valueOf(event.attributes().text(SCORE_NAME))),
                            Author.BOT,
                            time)
                    .channelType(CHANNEL_TYPE)
                    .replyTo(spanId)
                    .payload(RawJson.of(payload))
                    .version(version)
                    .build());
        }
        // Steps of the span. Each message of the history is an event, of which the last one counts.
        Read read = new Read(asSpan, CONVERSATION + traceId, spanId, spanId, time, time, false, version);
        SpokenMessages input = SpokenMessages.input(all(asSpan, Meaning.INPUT), texts);
        SpokenMessages output = SpokenMessages.output(all(asSpan, Meaning.OUTPUT), texts);
        List<Piece> pieces = new ArrayList<>();
        if (input.lastOfUser() != null) {
            pieces.add(read.piece(spanId + EVENT + IN, Author.CLIENT, time)
                    .isTurn(false)
                    .text(Limits.text(input.lastOfUser(), Limits.TEXT))
                    .version(version)
                    .build());
        }
        if (output.lastOfBot() != null || !output.toolCalls().isEmpty()) {
            pieces.add(read.piece(spanId + EVENT, Author.BOT, time)
                    .isTurn(false)
                    .text(Limits.text(output.lastOfBot(), Limits.TEXT))
                    .usage(new Usage(List.of(), List.copyOf(output.toolCalls()), null, null, null))
                    .version(version)
                    .build());
        }
        return pieces;
    }

    private static @Nullable Operation operation(Span span) {
        for (Dialect dialect : Dialect.ALL) {
            Operation operation = dialect.operation(span);
            if (operation != null) {
                return operation;
            }
        }
        return null;
    }

    private boolean has(Span span, Meaning meaning) {
        return find(span, meaning) != null;
    }

    private @Nullable JsonNode find(Span span, Meaning meaning) {
        return values(span, meaning).findFirst().orElse(null);
    }

    private List<JsonNode> all(Span span, Meaning meaning) {
        return values(span, meaning).toList();
    }

    /** Returns the values of a meaning by precedence, found as they are asked for. */
    private Stream<JsonNode> values(Span span, Meaning meaning) {
        return Dialect.sources(meaning).stream()
                .map(source -> source.find(span, texts))
                .filter(Objects::nonNull);
    }

    /** Returns a scalar as a short text; null for none. */
    private @Nullable String name(Span span, Meaning meaning) {
        JsonNode value = find(span, meaning);
        return value == null || value.isContainer() || value.asString("").isBlank()
                ? null
                : Limits.name(value.asString("").strip());
    }

    private String bot(Span span) {
        String agent = name(span, Meaning.AGENT);
        if (agent != null) {
            return agent;
        }
        String service = span.resource().text("service.name");
        return service == null ? UNKNOWN_SERVICE : Limits.name(service);
    }

    private Usage usage(Span span, Set<String> toolCalls) {
        String model = name(span, Meaning.MODEL);
        return new Usage(
                model == null ? List.of() : List.of(model),
                List.copyOf(toolCalls),
                tokens(find(span, Meaning.INPUT_TOKENS)),
                tokens(find(span, Meaning.OUTPUT_TOKENS)),
                cost(find(span, Meaning.COST)));
    }

    /** Returns a count, which may be a text or a floating-point number; null when it is none. */
    private static @Nullable Long tokens(@Nullable JsonNode value) {
        BigDecimal number = decimal(value);
        return number == null || number.compareTo(BigDecimal.valueOf(MOST_TOKENS)) > 0 ? null : number.longValue();
    }

    private static @Nullable BigDecimal cost(@Nullable JsonNode value) {
        BigDecimal number = decimal(value);
        return number == null || number.compareTo(BigDecimal.valueOf(MOST_TOKENS)) > 0 || number.scale() > COST_DIGITS
                ? null
                : number;
    }

    private static @Nullable BigDecimal decimal(@Nullable JsonNode value) {
        if (value == null || value.isContainer() || value.asString("").length() > COST_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value.asString("").strip());
            return number.signum() < 0 || Math.abs((long) number.scale()) > COST_DIGITS ? null : number;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** Returns the text of a span's error: its exception, else its type, else the words of its status; null for none. */
    private static @Nullable String error(Span span) {
        String message = span.attributes().text("langfuse.observation.status_message");
        boolean isError = span.isError()
                || "ERROR".equals(span.attributes().text("langfuse.observation.level"))
                || span.attributes().get("error.type") != null;
        Set<String> words = new LinkedHashSet<>();
        for (Span.Event event : span.events()) {
            if (event.name().equals("exception")) {
                isError = true;
                words.clear();
                add(words, event.attributes().text("exception.type"));
                add(words, event.attributes().text("exception.message"));
            }
        }
        if (!isError) {
            return null;
        }
        if (words.isEmpty()) {
            add(words, span.attributes().text("error.type"));
            add(words, message == null ? span.statusMessage() : message);
        }
        return words.isEmpty() ? "error" : Limits.text(String.join(": ", words), Limits.ERROR);
    }

    private static void add(Set<String> words, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            words.add(text.strip());
        }
    }

    private @Nullable Instant time(String field, long nanoseconds) {
        return nanoseconds == 0
                ? null
                : times.check(
                        field,
                        Instant.ofEpochSecond(
                                Long.divideUnsigned(nanoseconds, NANOSECONDS),
                                Long.remainderUnsigned(nanoseconds, NANOSECONDS)));
    }

    /** Returns a parent's id; null for none. Some exporters write zeros, or the span itself. */
    private static @Nullable String parent(@Nullable String parentId, String spanId) {
        if (parentId == null || parentId.chars().allMatch(c -> c == '0')) {
            return null;
        }
        String id = id("parentSpanId", parentId, SPAN_ID);
        return id.equals(spanId) ? null : id;
    }

    private static String id(String field, @Nullable String id, int digits) {
        String lower = id == null ? "" : id.toLowerCase(Locale.ROOT);
        if (lower.length() != digits
                || !lower.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                || lower.chars().allMatch(c -> c == '0')) {
            throw ApiException.field(
                    id == null || id.isEmpty() ? ErrorCode.MISSING_FIELD : ErrorCode.INVALID_VALUE,
                    field,
                    id == null || id.isEmpty() ? null : id,
                    digits + " hexadecimal digits that are not all zero");
        }
        return lower;
    }
}
