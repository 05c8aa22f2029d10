// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Analytics;
import io.parley.core.log.Call;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.Texts;
import io.parley.core.log.Turn;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a message in Parley's own form: the names of the contract's {@code ExtendedMessage}, as {@code messages/filter} gives them. */
final class CanonicalMessage {
    /** Members of {@code messages/filter} that the server finds out by itself, and that may stay in place. */
    private static final List<String> FOUND_OUT =
            List.of("projectShortName", "sessionStartTime", "labels", "sessionLabels", "whileBlocked", "customFields");

    private final ReportedTimes times;

    CanonicalMessage(ReportedTimes times) {
        this.times = times;
    }

    /** The message, and its status where it has one. */
    List<LogRecord> read(Input record) {
        record.object();
        FOUND_OUT.forEach(record::member);
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
        Instant time = times.of(record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds"));
        boolean cleaned = Boolean.TRUE.equals(Payloads.optional(record, "cleaned", Input::flag));
        String event = Payloads.text(record, "event");
        String question = record.optional("question", Input::text);
        Turn turn = noted(Turn.builder(questionId.id(), time), record)
                .question(event != null && Texts.nullIfBlank(question) == null ? null : question)
                .event(event)
                .textAnswer(Payloads.text(record, "textAnswer"))
                .nlp(nlp(record))
                .requestData(Payloads.json(record, "requestData", "value"))
                .data(Payloads.json(record, "data", "value"))
                .responseData(Payloads.json(record, "responseData", "value"))
                .utterances(Payloads.json(record, "utterancesJson", "utterances"))
                .processingTimeMs(Payloads.optional(record, "processingTime", CanonicalMessage::milliseconds))
                // Of a message without content the empty text says that there was an error.
                .exception(cleaned ? record.optional("exception", Input::text) : Payloads.text(record, "exception"))
                .livechat(Boolean.TRUE.equals(Payloads.optional(record, "isLivechat", Input::flag)))
                .operator(record.optional("operatorInfo", CanonicalMessage::operator))
                .pageName(Payloads.text(record, "pageName"))
                .previousPageName(Payloads.text(record, "previousPageName"))
                .call(new Call(
                        Payloads.optional(record, "callTaskId", Input::integer),
                        Payloads.optional(record, "isCallIncoming", Input::flag),
                        Payloads.text(record, "audioFileUrl")))
                .test(record.member("data")
                        .map(data -> data.node().path("isTestChannel").asBoolean(false))
                        .orElse(false))
                .build();
        Optional<MessageStatus> status = Payloads.present(record, "status")
                .map(input -> input.oneOf(MessageStatus.class, Problem.INVALID_VALUE));
        if (!cleaned) {
            requireContent(record, turn);
        }
        List<LogRecord> records = new ArrayList<>();
        records.add(new LogRecord.Message(origin, cleaned ? turn.withoutContent() : turn, cleaned));
        status.ifPresent(
                said -> records.add(new LogRecord.Status(origin.botId(), turn.questionId(), said, turn.time())));
        return records;
    }

    /** With what the script noted. JAICF puts that into the response; it counts from there when nothing is said outside. */
    private static Turn.Builder noted(Turn.Builder turn, Input record) {
        Optional<Input> outside = record.member("analytics");
        Optional<Input> within = record.member("responseData")
                .map(Input::unobserved)
                .filter(data -> data.node().isObject())
                .flatMap(data -> data.member("analytics"));
        Notes notes = outside.isPresent() ? Notes.STRICT : Notes.LENIENT;
        Optional<Input> noted = outside.or(() -> within);
        String comment = record.optional("comment", Input::text);
        String scripts = noted.map(notes::comment).orElse(null);
        return turn.analytics(noted.map(notes::read).orElse(Analytics.NONE))
                .comment(comment == null ? scripts : comment);
    }

    /** An empty question is one, too: a phone call may hear nothing, and lists give such messages out. */
    private static void requireContent(Input record, Turn turn) {
        if (turn.question() != null
                || turn.event() != null
                || turn.textAnswer() != null
                || turn.replies().areThere()) {
            return;
        }
        List<String> unknown = record.unknownMembers();
        throw Refused.field(
                Problem.MISSING_FIELD,
                "question",
                null,
                "one of question, event, textAnswer and responseData.replies, for the record says nothing else"
                        + (unknown.isEmpty() ? "" : "; not known: " + String.join(", ", unknown)));
    }

    /** A status that comes by itself. */
    LogRecord readStatus(Input record) {
        record.object();
        return new LogRecord.Status(
                Payloads.id(record, "botId"),
                record.required("questionId", "the id of the message").id(),
                record.required("status", "a status").oneOf(MessageStatus.class, Problem.INVALID_VALUE),
                Payloads.present(record, "timestamp").map(times::of).orElseGet(times::now));
    }

    /** A reaction to a bot's message; always one that comes by itself. */
    LogRecord readReaction(Input record) {
        record.object();
        return new LogRecord.Reaction(
                record.required("botId", "the id of the channel").id(),
                record.required("clientId", "the client's id").id(),
                record.required("messageId", "the channel's id of the message").id(),
                Payloads.id(record, "sessionId"),
                Payloads.id(record, "questionId"),
                record.required("reaction", "the reaction, such as 👍").notBlank(),
                times.of(record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds")));
    }

    private static Nlp nlp(Input record) {
        String intent = Payloads.text(record, "intent");
        Boolean unrecognised = Payloads.optional(record, "unrecognised", Input::flag);
        return record.member("nlpInfo")
                .map(CanonicalMessage::understanding)
                .orElse(Nlp.NONE)
                .saying(intent, unrecognised);
    }

    private static Nlp understanding(Input nlp) {
        nlp.object();
        return new Nlp(
                Payloads.text(nlp, "nlpState"),
                Payloads.text(nlp, "nlpClass"),
                Payloads.text(nlp, "fromState"),
                Payloads.text(nlp, "pattern"),
                Payloads.text(nlp, "effectivePattern"),
                Payloads.optional(nlp, "confidence", Payloads::confidence),
                Payloads.text(nlp, "rule"),
                Payloads.text(nlp, "ruleType"));
    }

    private static Operator operator(Input operator) {
        operator.object();
        return new Operator(
                operator.required("id", "the operator's id").text(),
                Payloads.text(operator, "firstName"),
                Payloads.text(operator, "lastName"),
                Payloads.text(operator, "photoUrl"),
                Payloads.text(operator, "channelType"));
    }

    private static Integer milliseconds(Input input) {
        long ms = input.integer();
        if (ms < 0 || ms > Integer.MAX_VALUE) {
            throw Refused.field(Problem.OUT_OF_RANGE, input.path(), ms, "milliseconds from 0 to " + Integer.MAX_VALUE);
        }
        return (int) ms;
    }
}
