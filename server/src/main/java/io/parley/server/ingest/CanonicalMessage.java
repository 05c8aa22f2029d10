// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Call;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
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
final class CanonicalMessage {
    private CanonicalMessage() {}

    /**
     * Reads the message, and its status if there is one.
     *
     * @param merge whether a record without {@code merge} is a part, which keeps the members that it lacks
     * @param now time of a part without one
     */
    static List<LogRecord> read(Input record, boolean merge, Instant now) {
        record.object();
        boolean part = record.member("merge").map(Input::flag).orElse(merge);
        Input client =
                record.required("client", "an object with the client's id").object();
        Origin origin = new Origin(
                record.required("botId", "the id of the channel").id(),
                record.required("channelType", "the type of the channel, such as telegram")
                        .id(),
                client.required("id", "the client's id").id(),
                Payloads.names(Optional.of(client)),
                Payloads.id(record, "sessionId"));
        Input questionId = record.required("questionId", "the id of the message");
        Instant time = part && record.member("timestamp").isEmpty()
                ? now
                : record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds")
                        .instant();
        Optional<Input> responseData =
                record.member("responseData").filter(data -> data.node().isObject());
        // JAICF puts the script's analytics into the response; they are used unless the record has its own.
        Optional<Input> noted =
                record.member("analytics").or(() -> responseData.flatMap(data -> data.member("analytics")));
        String comment = record.optional("comment", Input::text);
        Turn turn = Turn.builder(questionId.id(), time)
                .question(record.optional("question", Input::text))
                .event(record.optional("event", Input::text))
                .textAnswer(record.optional("textAnswer", Input::text))
                .nlp(record.member("nlpInfo").map(CanonicalMessage::nlp).orElse(Nlp.NONE))
                .requestData(Payloads.json(record, "requestData", "value"))
                .data(Payloads.json(record, "data", "value"))
                .responseData(Payloads.json(record, "responseData", "value"))
                .utterances(Payloads.json(record, "utterancesJson", "utterances"))
                .processingTimeMs(record.optional("processingTime", CanonicalMessage::milliseconds))
                .exception(record.optional("exception", Input::text))
                .comment(comment == null ? Payloads.comment(noted) : comment)
                .livechat(record.member("isLivechat").map(Input::flag).orElse(false))
                .operator(record.optional("operatorInfo", CanonicalMessage::operator))
                .pageName(record.optional("pageName", Input::text))
                .previousPageName(record.optional("previousPageName", Input::text))
                .call(new Call(
                        record.optional("callTaskId", Input::integer),
                        record.optional("isCallIncoming", Input::flag),
                        record.optional("audioFileUrl", Input::text)))
                .test(record.member("data")
                        .map(data -> data.node().path("isTestChannel").asBoolean(false))
                        .orElse(false))
                .analytics(Payloads.analytics(noted))
                .build();
        List<LogRecord> records = new ArrayList<>();
        boolean cleaned = record.member("cleaned").map(Input::flag).orElse(false);
        records.add(new LogRecord.Message(
                origin,
                cleaned ? turn.withoutContent() : turn,
                cleaned,
                record.optional("version", CanonicalMessage::version),
                part ? members(record, noted) : MessageMember.ALL));
        record.member("status")
                .map(status -> status.oneOf(MessageStatus.class, Problem.INVALID_VALUE))
                .ifPresent(status ->
                        records.add(new LogRecord.Status(origin.botId(), turn.questionId(), status, turn.time())));
        return records;
    }

    /** Returns the members that a part contains; null removes a member. */
    private static Set<MessageMember> members(Input record, Optional<Input> noted) {
        Set<MessageMember> members = MessageMember.of(record.node()::has);
        if (record.member("timestamp").isEmpty()) {
            members.remove(MessageMember.TIME);
        }
        if (noted.isPresent()) {
            members.add(MessageMember.ANALYTICS);
            if (Payloads.comment(noted) != null) {
                members.add(MessageMember.COMMENT);
            }
        }
        return members;
    }

    /** Reads a whole number, or an instant as microseconds since 1970. */
    private static long version(Input version) {
        try {
            return version.integer();
        } catch (Refused noNumber) {
            try {
                return ChronoUnit.MICROS.between(Instant.EPOCH, version.instant());
            } catch (Refused noInstant) {
                throw version.wrongType("a whole number, or an ISO-8601 date-time with an offset");
            }
        }
    }

    /** Reads a separate status record. */
    static LogRecord readStatus(Input record, Instant now) {
        record.object();
        return new LogRecord.Status(
                Payloads.id(record, "botId"),
                record.required("questionId", "the id of the message").id(),
                record.required("status", "a status").oneOf(MessageStatus.class, Problem.INVALID_VALUE),
                record.member("timestamp").map(Input::instant).orElse(now));
    }

    /** Reads a reaction to a bot's message, which is always a separate record. */
    static LogRecord readReaction(Input record) {
        record.object();
        return new LogRecord.Reaction(
                record.required("botId", "the id of the channel").id(),
                record.required("clientId", "the client's id").id(),
                record.required("messageId", "the channel's id of the message").id(),
                Payloads.id(record, "sessionId"),
                Payloads.id(record, "questionId"),
                record.required("reaction", "the reaction, such as 👍").notBlank(),
                record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds")
                        .instant());
    }

    private static Nlp nlp(Input nlp) {
        nlp.object();
        return new Nlp(
                nlp.optional("nlpState", Input::text),
                nlp.optional("nlpClass", Input::text),
                nlp.optional("fromState", Input::text),
                nlp.optional("pattern", Input::text),
                nlp.optional("effectivePattern", Input::text),
                nlp.optional("confidence", Input::number),
                nlp.optional("rule", Input::text),
                nlp.optional("ruleType", Input::text));
    }

    private static Operator operator(Input operator) {
        operator.object();
        return new Operator(
                operator.required("id", "the operator's id").text(),
                operator.optional("firstName", Input::text),
                operator.optional("lastName", Input::text),
                operator.optional("photoUrl", Input::text),
                operator.optional("channelType", Input::text));
    }

    private static Integer milliseconds(Input input) {
        long ms = input.integer();
        if (ms < 0 || ms > Integer.MAX_VALUE) {
            throw Refused.field(Problem.OUT_OF_RANGE, input.path(), ms, "milliseconds from 0 to " + Integer.MAX_VALUE);
        }
        return (int) ms;
    }
}
