// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.Analytics;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Nlp;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RawJson;
import io.parley.core.log.TextNormalizer;
import io.parley.core.log.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Parser of logs from JAICF bots: one exchange a call, of any version since 0.7. A bot never retries, so a log is
 * rejected only without the mandatory data of a message (bot, client, time); invalid members are ignored.
 */
final class JaicfLogReader {
    private JaicfLogReader() {}

    /**
     * The message of a log.
     *
     * @param odd takes the refusals of members that are passed over: numbers and truth values that cannot be read
     */
    static LogRecord.Message read(JsonInput log, TimestampBounds times, Consumer<ApiException> odd) {
        AnalyticsReader notes = new AnalyticsReader(odd);
        log.object();
        String botId = first(log, "the id of the channel", "botId", "bot");
        String channelType = first(log, "the type of the channel", "channelType", "channel");
        Instant built = times.of(log.required("timestamp", "epoch milliseconds"));
        Integer processingMs = milliseconds(log);
        Optional<JsonInput> response =
                object(log, "response").flatMap(r -> object(r, "responseData")).or(() -> object(log, "responseData"));
        Optional<JsonInput> noted = response.flatMap(r -> object(r, "analytics"));
        JsonInput request = object(log, "request").orElse(log);
        boolean event = "event".equals(text(request, "type"));
        String said = Optional.ofNullable(text(request, "query")).orElse(text(log, "query"));
        // The log's time is that of the answer; the question came before the processing.
        Instant time = built.minusMillis(processingMs == null ? 0 : processingMs);
        if (said == null && answer(response) == null && repliesOf(response).isEmpty()) {
            throw ApiException.field(
                    ErrorCode.MISSING_FIELD,
                    "request.query",
                    null,
                    "what the client said, or the name of an event, for the log has no replies either");
        }
        Turn turn = Turn.builder(questionId(log), time)
                .question(event ? null : said)
                .event(event ? said : null)
                .textAnswer(answer(response))
                .nlp(nlp(log, response, notes))
                .requestData(RecordFields.json(request, "requestData", "value"))
                .data(RecordFields.json(request, "data", "value"))
                .responseData(response.map(JsonInput::node).map(RawJson::of).orElse(null))
                .utterances(object(log, "channelData")
                        .map(data -> RecordFields.json(data, "utterances", "utterances"))
                        .orElse(null))
                .processingTimeMs(processingMs)
                .exception(text(log, "exception"))
                .comment(noted.map(notes::comment).orElse(null))
                .call(call(log, request))
                .test(request.node().path("data").path("isTestChannel").asBoolean(false))
                .analytics(noted.map(notes::read).orElse(Analytics.NONE))
                .build();
        return new LogRecord.Message(
                        new Origin(
                                botId,
                                channelType,
                                clientId(log, botId, channelType),
                                RecordFields.names(object(log, "user")),
                                id(log, "sessionId")),
                        turn)
                // The moment of reporting, so that logs may come in any order.
                .withVersion(ChronoUnit.MICROS.between(Instant.EPOCH, built));
    }

    /** The bot asked for a human agent ({@code initLiveChatSwitch}). */
    static LogRecord.Transfer readTransfer(JsonInput body, TimestampBounds times) {
        body.object();
        JsonInput request = body.required("request", "the client's request").object();
        String botId = first(request, "the id of the channel", "botId", "channelBotId");
        String channelType = first(request, "the type of the channel", "channelType");
        String clientId = Optional.ofNullable(
                        object(request, "userFrom").map(user -> id(user, "id")).orElse(null))
                .orElseGet(() ->
                        Origin.plainClientId(first(request, "the client's id", "channelUserId"), botId, channelType));
        return new LogRecord.Transfer(
                botId,
                clientId,
                body.required("sessionId", "the id of the session").id(),
                Optional.ofNullable(id(request, "questionId")).orElse(""),
                times.ofSeconds("request.timestamp", request.node().path("timestamp"))
                        .orElseGet(times::now));
    }

    /** Returns the plain id if the log has it, otherwise the composite id without its prefix. */
    private static String clientId(JsonInput log, String botId, String channelType) {
        String plain = object(log, "user").map(user -> id(user, "id")).orElse(null);
        return plain == null
                ? Origin.plainClientId(first(log, "the client's id", "userId"), botId, channelType)
                : plain;
    }

    /** Returns the log's id, or a hash of its content, so that a log that is sent twice is still one message. */
    private static String questionId(JsonInput log) {
        String id = id(log, "questionId");
        return id != null
                ? id
                : UUID.nameUUIDFromBytes(log.node().toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Returns the bot's texts; the log's own {@code answer} is meant for debugging. */
    private static @Nullable String answer(Optional<JsonInput> response) {
        return TextNormalizer.nullIfBlank(repliesOf(response).stream()
                .filter(reply -> "text".equals(reply.path("type").asString("")))
                .map(reply -> reply.path("text").asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n")));
    }

    private static List<JsonNode> repliesOf(Optional<JsonInput> response) {
        return response.map(r -> r.node().path("replies"))
                .filter(JsonNode::isArray)
                .map(replies -> replies.valueStream().toList())
                .orElse(List.of());
    }

    private static Nlp nlp(JsonInput log, Optional<JsonInput> response, AnalyticsReader notes) {
        JsonNode nlp = log.node().path("nlpInfo");
        return new Nlp(
                state(response),
                RecordFields.valueText(nlp, "nlpClass"),
                RecordFields.valueText(nlp, "fromState"),
                null,
                null,
                object(log, "nlpInfo")
                        .map(info -> notes.value(info, "confidence", RecordFields::confidence))
                        .orElse(null),
                RecordFields.valueText(nlp, "rule"),
                RecordFields.valueText(nlp, "ruleType"));
    }

    /**
     * Returns the state of the last answer. A reply after an error has its state in a debugging format,
     * {@code State(path=/boom, …)}, from which the path is extracted.
     */
    private static @Nullable String state(Optional<JsonInput> response) {
        String last = repliesOf(response).stream()
                .map(reply -> RecordFields.valueText(reply, "state"))
                .filter(state -> state != null)
                .reduce((one, other) -> other)
                .orElse(null);
        if (last == null || !last.startsWith("State(path=")) {
            return last;
        }
        int end = last.indexOf(',');
        return last.substring("State(path=".length(), end < 0 ? last.length() : end);
    }

    private static PhoneCall call(JsonInput log, JsonInput request) {
        JsonNode data = log.node().path("channelData");
        JsonNode telephony = request.node().path("requestData").path("resterisk");
        Boolean incoming = flag(data.path("isCallIncoming"));
        String recording = RecordFields.valueText(data, "callRecording");
        return new PhoneCall(
                null,
                incoming == null ? flag(telephony.path("isIncoming")) : incoming,
                recording == null ? RecordFields.valueText(telephony, "callRecordingFile") : recording);
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return switch (node.isValueNode() ? node.asString("") : "") {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Integer milliseconds(JsonInput log) {
        Integer milliseconds = AnalyticsReader.LENIENT.value(log, "processingTime", JsonInput::smallInteger);
        return milliseconds != null && milliseconds >= 0 ? milliseconds : null;
    }

    private static String first(JsonInput record, String expected, String... names) {
        for (String name : names) {
            String id = id(record, name);
            if (id != null) {
                return id;
            }
        }
        throw ApiException.field(
                ErrorCode.MISSING_FIELD,
                record.path().isEmpty() ? names[0] : record.path() + "." + names[0],
                null,
                expected);
    }

    private static Optional<JsonInput> object(JsonInput record, String name) {
        return record.member(name).filter(member -> member.node().isObject());
    }

    private static @Nullable String id(JsonInput record, String name) {
        String id = TextNormalizer.nullIfBlank(text(record, name));
        return id == null ? null : JsonInput.id(record.path().isEmpty() ? name : record.path() + "." + name, id);
    }

    private static @Nullable String text(JsonInput record, String name) {
        return RecordFields.valueText(record.node(), name);
    }
}
