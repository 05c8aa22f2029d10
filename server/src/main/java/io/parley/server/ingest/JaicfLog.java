// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Analytics;
import io.parley.core.log.Call;
import io.parley.core.log.Json;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Nlp;
import io.parley.core.log.Origin;
import io.parley.core.log.Texts;
import io.parley.core.log.Turn;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
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
final class JaicfLog {
    private JaicfLog() {}

    /**
     * The message of a log.
     *
     * @param odd takes the refusals of members that are passed over: numbers and truth values that cannot be read
     */
    static LogRecord.Message read(Input log, ReportedTimes times, Consumer<Refused> odd) {
        Notes notes = new Notes(odd);
        log.object();
        String botId = first(log, "the id of the channel", "botId", "bot");
        String channelType = first(log, "the type of the channel", "channelType", "channel");
        Instant built = times.of(log.required("timestamp", "epoch milliseconds"));
        Integer processingMs = milliseconds(log);
        Optional<Input> response =
                object(log, "response").flatMap(r -> object(r, "responseData")).or(() -> object(log, "responseData"));
        Optional<Input> noted = response.flatMap(r -> object(r, "analytics"));
        Input request = object(log, "request").orElse(log);
        boolean event = "event".equals(text(request, "type"));
        String said = Optional.ofNullable(text(request, "query")).orElse(text(log, "query"));
        // The log's time is that of the answer; the question came before the processing.
        Instant time = built.minusMillis(processingMs == null ? 0 : processingMs);
        if (said == null && answer(response) == null && repliesOf(response).isEmpty()) {
            throw Refused.field(
                    Problem.MISSING_FIELD,
                    "request.query",
                    null,
                    "what the client said, or the name of an event, for the log has no replies either");
        }
        Turn turn = Turn.builder(questionId(log), time)
                .question(event ? null : said)
                .event(event ? said : null)
                .textAnswer(answer(response))
                .nlp(nlp(log, response, notes))
                .requestData(Payloads.json(request, "requestData", "value"))
                .data(Payloads.json(request, "data", "value"))
                .responseData(response.map(Input::node).map(Json::of).orElse(null))
                .utterances(object(log, "channelData")
                        .map(data -> Payloads.json(data, "utterances", "utterances"))
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
                                Payloads.names(object(log, "user")),
                                id(log, "sessionId")),
                        turn)
                // The moment of reporting, so that logs may come in any order.
                .withVersion(ChronoUnit.MICROS.between(Instant.EPOCH, built));
    }

    /** The bot asked for a human agent ({@code initLiveChatSwitch}). */
    static LogRecord.Transfer readTransfer(Input body, ReportedTimes times) {
        body.object();
        Input request = body.required("request", "the client's request").object();
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
    private static String clientId(Input log, String botId, String channelType) {
        String plain = object(log, "user").map(user -> id(user, "id")).orElse(null);
        return plain == null
                ? Origin.plainClientId(first(log, "the client's id", "userId"), botId, channelType)
                : plain;
    }

    /** Returns the log's id, or a hash of its content, so that a log that is sent twice is still one message. */
    private static String questionId(Input log) {
        String id = id(log, "questionId");
        return id != null
                ? id
                : UUID.nameUUIDFromBytes(log.node().toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Returns the bot's texts; the log's own {@code answer} is meant for debugging. */
    private static @Nullable String answer(Optional<Input> response) {
        return Texts.nullIfBlank(repliesOf(response).stream()
                .filter(reply -> "text".equals(reply.path("type").asString("")))
                .map(reply -> reply.path("text").asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n")));
    }

    private static List<JsonNode> repliesOf(Optional<Input> response) {
        return response.map(r -> r.node().path("replies"))
                .filter(JsonNode::isArray)
                .map(replies -> replies.valueStream().toList())
                .orElse(List.of());
    }

    private static Nlp nlp(Input log, Optional<Input> response, Notes notes) {
        JsonNode nlp = log.node().path("nlpInfo");
        return new Nlp(
                state(response),
                Payloads.valueText(nlp, "nlpClass"),
                Payloads.valueText(nlp, "fromState"),
                null,
                null,
                object(log, "nlpInfo")
                        .map(info -> notes.value(info, "confidence", Payloads::confidence))
                        .orElse(null),
                Payloads.valueText(nlp, "rule"),
                Payloads.valueText(nlp, "ruleType"));
    }

    /**
     * Returns the state of the last answer. A reply after an error has its state in a debugging format,
     * {@code State(path=/boom, …)}, from which the path is extracted.
     */
    private static @Nullable String state(Optional<Input> response) {
        String last = repliesOf(response).stream()
                .map(reply -> Payloads.valueText(reply, "state"))
                .filter(state -> state != null)
                .reduce((one, other) -> other)
                .orElse(null);
        if (last == null || !last.startsWith("State(path=")) {
            return last;
        }
        int end = last.indexOf(',');
        return last.substring("State(path=".length(), end < 0 ? last.length() : end);
    }

    private static Call call(Input log, Input request) {
        JsonNode data = log.node().path("channelData");
        JsonNode telephony = request.node().path("requestData").path("resterisk");
        Boolean incoming = flag(data.path("isCallIncoming"));
        String recording = Payloads.valueText(data, "callRecording");
        return new Call(
                null,
                incoming == null ? flag(telephony.path("isIncoming")) : incoming,
                recording == null ? Payloads.valueText(telephony, "callRecordingFile") : recording);
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return switch (node.isValueNode() ? node.asString("") : "") {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Integer milliseconds(Input log) {
        Integer milliseconds = Notes.LENIENT.value(log, "processingTime", Input::smallInteger);
        return milliseconds != null && milliseconds >= 0 ? milliseconds : null;
    }

    private static String first(Input record, String expected, String... names) {
        for (String name : names) {
            String id = id(record, name);
            if (id != null) {
                return id;
            }
        }
        throw Refused.field(
                Problem.MISSING_FIELD,
                record.path().isEmpty() ? names[0] : record.path() + "." + names[0],
                null,
                expected);
    }

    private static Optional<Input> object(Input record, String name) {
        return record.member(name).filter(member -> member.node().isObject());
    }

    private static @Nullable String id(Input record, String name) {
        String id = Texts.nullIfBlank(text(record, name));
        return id == null ? null : Input.id(record.path().isEmpty() ? name : record.path() + "." + name, id);
    }

    private static @Nullable String text(Input record, String name) {
        return Payloads.valueText(record.node(), name);
    }
}
