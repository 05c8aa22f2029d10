// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.Analytics;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.TextNormalizer;
import io.parley.core.log.Turn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parser of messages in Parley's own format: the names of the contract's {@code ExtendedMessage}, as
 * {@code messages/filter} returns them.
 */
final class CanonicalMessageReader {
    /** Members of {@code messages/filter} that the server finds out by itself, and that may stay in place. */
    private static final List<String> FOUND_OUT =
            List.of("projectShortName", "sessionStartTime", "labels", "sessionLabels", "whileBlocked", "customFields");

    private final TimestampBounds times;

    CanonicalMessageReader(TimestampBounds times) {
        this.times = times;
    }

    /**
     * Reads the message, and its status if there is one.
     *
     * @param merge whether a record without {@code merge} is a part, which keeps the members that it lacks
     */
    List<LogRecord> read(JsonInput record, boolean merge) {
        record.object();
        FOUND_OUT.forEach(record::member);
        boolean part = record.member("merge").map(JsonInput::flag).orElse(merge);
        JsonInput client =
                record.required("client", "an object with the client's id").object();
        Origin origin = new Origin(
                record.required("botId", "the id of the channel").id(),
                record.required("channelType", "the type of the channel, such as telegram")
                        .id(),
                client.required("id", "the client's id").id(),
                RecordFields.names(Optional.of(client)),
                RecordFields.id(record, "sessionId"));
        JsonInput questionId = record.required("questionId", "the id of the message");
        Instant time = part && record.member("timestamp").isEmpty()
                ? times.now()
                : times.of(record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds"));
        boolean cleaned = Boolean.TRUE.equals(RecordFields.optional(record, "cleaned", JsonInput::flag));
        String event = RecordFields.text(record, "event");
        String question = record.optional("question", JsonInput::text);
        Turn turn = noted(Turn.builder(questionId.id(), time), record)
                .question(event != null && TextNormalizer.nullIfBlank(question) == null ? null : question)
                .event(event)
                .textAnswer(RecordFields.text(record, "textAnswer"))
                .nlp(nlp(record))
                .requestData(RecordFields.json(record, "requestData", "value"))
                .data(RecordFields.json(record, "data", "value"))
                .responseData(RecordFields.json(record, "responseData", "value"))
                .utterances(RecordFields.json(record, "utterancesJson", "utterances"))
                .processingTimeMs(RecordFields.optional(record, "processingTime", CanonicalMessageReader::milliseconds))
                // Of a message without content the empty text says that there was an error.
                .exception(
                        cleaned
                                ? record.optional("exception", JsonInput::text)
                                : RecordFields.text(record, "exception"))
                .livechat(Boolean.TRUE.equals(RecordFields.optional(record, "isLivechat", JsonInput::flag)))
                .operator(record.optional("operatorInfo", CanonicalMessageReader::operator))
                .pageName(RecordFields.text(record, "pageName"))
                .previousPageName(RecordFields.text(record, "previousPageName"))
                .call(new PhoneCall(
                        RecordFields.optional(record, "callTaskId", JsonInput::integer),
                        RecordFields.optional(record, "isCallIncoming", JsonInput::flag),
                        RecordFields.text(record, "audioFileUrl")))
                .test(record.member("data")
                        .map(data -> data.node().path("isTestChannel").asBoolean(false))
                        .orElse(false))
                .usage(UsageReader.read(record))
                .build();
        Optional<MessageStatus> status = RecordFields.present(record, "status")
                .map(input -> input.oneOf(MessageStatus.class, ErrorCode.INVALID_VALUE));
        if (!cleaned && !part) {
            requireContent(record, turn);
        }
        List<LogRecord> records = new ArrayList<>();
        records.add(new LogRecord.Message(
                origin,
                cleaned ? turn.withoutContent() : turn,
                cleaned,
                RecordFields.optional(record, "version", CanonicalMessageReader::version),
                part ? members(record, turn) : MessageMember.ALL));
        status.ifPresent(
                said -> records.add(new LogRecord.Status(origin.botId(), turn.questionId(), said, turn.time())));
        return records;
    }

    /** Returns the members that a part contains; null removes a member. */
    private static Set<MessageMember> members(JsonInput record, Turn turn) {
        Set<MessageMember> members = MessageMember.of(record.node()::has);
        if (record.member("timestamp").isEmpty()) {
            members.remove(MessageMember.TIME);
        }
        // A script notes these within the response.
        if (!turn.analytics().equals(Analytics.NONE)) {
            members.add(MessageMember.ANALYTICS);
        }
        if (turn.comment() != null) {
            members.add(MessageMember.COMMENT);
        }
        return members;
    }

    /** Reads a whole number, or an instant as microseconds since 1970. */
    static long version(JsonInput version) {
        try {
            return version.integer();
        } catch (ApiException noNumber) {
            try {
                return ChronoUnit.MICROS.between(Instant.EPOCH, version.instant());
            } catch (ApiException noInstant) {
                throw version.wrongType("a whole number, or an ISO-8601 date-time with an offset");
            }
        }
    }

    /** Reads what the script noted. JAICF puts that into the response, where it counts unless the record has its own. */
    private static Turn.Builder noted(Turn.Builder turn, JsonInput record) {
        Optional<JsonInput> outside = record.member("analytics");
        Optional<JsonInput> within = record.member("responseData")
                .map(JsonInput::unobserved)
                .filter(data -> data.node().isObject())
                .flatMap(data -> data.member("analytics"));
        AnalyticsReader notes = outside.isPresent() ? AnalyticsReader.STRICT : AnalyticsReader.LENIENT;
        Optional<JsonInput> noted = outside.or(() -> within);
        String comment = record.optional("comment", JsonInput::text);
        String scripts = noted.map(notes::comment).orElse(null);
        return turn.analytics(noted.map(notes::read).orElse(Analytics.NONE))
                .comment(comment == null ? scripts : comment);
    }

    /** Requires content. An empty question is one: a phone call may hear nothing, and lists contain such messages. */
    private static void requireContent(JsonInput record, Turn turn) {
        if (turn.question() != null
                || turn.event() != null
                || turn.textAnswer() != null
                || turn.replies().areThere()) {
            return;
        }
        List<String> unknown = record.unknownMembers();
        throw ApiException.field(
                ErrorCode.MISSING_FIELD,
                "question",
                null,
                "one of question, event, textAnswer and responseData.replies, for the record says nothing else"
                        + (unknown.isEmpty() ? "" : "; not known: " + String.join(", ", unknown)));
    }

    /** Reads a separate status record. */
    LogRecord readStatus(JsonInput record) {
        record.object();
        return new LogRecord.Status(
                RecordFields.id(record, "botId"),
                record.required("questionId", "the id of the message").id(),
                record.required("status", "a status").oneOf(MessageStatus.class, ErrorCode.INVALID_VALUE),
                RecordFields.present(record, "timestamp").map(times::of).orElseGet(times::now));
    }

    /** Reads a reaction to a bot's message, which is always a separate record. */
    LogRecord readReaction(JsonInput record) {
        record.object();
        return new LogRecord.Reaction(
                record.required("botId", "the id of the channel").id(),
                record.required("clientId", "the client's id").id(),
                record.required("messageId", "the channel's id of the message").id(),
                RecordFields.id(record, "sessionId"),
                RecordFields.id(record, "questionId"),
                record.required("reaction", "the reaction, such as 👍").notBlank(),
                times.of(record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds")));
    }

    static Nlp nlp(JsonInput record) {
        String intent = RecordFields.text(record, "intent");
        Boolean unrecognised = RecordFields.optional(record, "unrecognised", JsonInput::flag);
        return record.member("nlpInfo")
                .map(CanonicalMessageReader::understanding)
                .orElse(Nlp.NONE)
                .saying(intent, unrecognised);
    }

    private static Nlp understanding(JsonInput nlp) {
        nlp.object();
        return new Nlp(
                RecordFields.text(nlp, "nlpState"),
                RecordFields.text(nlp, "nlpClass"),
                RecordFields.text(nlp, "fromState"),
                RecordFields.text(nlp, "pattern"),
                RecordFields.text(nlp, "effectivePattern"),
                RecordFields.optional(nlp, "confidence", RecordFields::confidence),
                RecordFields.text(nlp, "rule"),
                RecordFields.text(nlp, "ruleType"));
    }

    static Operator operator(JsonInput operator) {
        operator.object();
        return new Operator(
                operator.required("id", "the operator's id").text(),
                RecordFields.text(operator, "firstName"),
                RecordFields.text(operator, "lastName"),
                RecordFields.text(operator, "photoUrl"),
                RecordFields.text(operator, "channelType"));
    }

    static Integer milliseconds(JsonInput input) {
        long ms = input.integer();
        if (ms < 0 || ms > Integer.MAX_VALUE) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), ms, "milliseconds from 0 to " + Integer.MAX_VALUE);
        }
        return (int) ms;
    }
}
