// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.ConversationAssembler;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Nlp;
import io.parley.core.log.Piece;
import java.util.List;
import java.util.Optional;

/** Parser of single messages of conversations; members that mean the same as in a canonical record have its names. */
final class PieceReader {
    private final TimestampBounds times;

    PieceReader(TimestampBounds times) {
        this.times = times;
    }

    LogRecord read(JsonInput record) {
        record.object();
        String botId = record.required("botId", "the id of the channel").id();
        Optional<JsonInput> client = record.member("client").map(JsonInput::object);
        String clientId =
                client.map(each -> each.required("id", "the client's id").id()).orElse(null);
        String sessionId = RecordFields.id(record, "sessionId");
        String conversationId = RecordFields.id(record, "conversationId");
        String conversation = conversationId != null ? conversationId : sessionId != null ? sessionId : clientId;
        if (conversation == null) {
            throw ApiException.field(
                    ErrorCode.MISSING_FIELD,
                    "conversationId",
                    null,
                    "one of conversationId, sessionId and client.id, by which pieces are assembled");
        }
        Piece.Author author = record.required("author", "who says it: client, bot, operator or system")
                .oneOf(Piece.Author.class, ErrorCode.INVALID_VALUE);
        Piece piece = Piece.builder(
                        botId + ConversationAssembler.END_OF_BOT + conversation,
                        record.required("id", "the id of the piece within its conversation")
                                .id(),
                        author,
                        times.of(record.required("timestamp", "an ISO-8601 date-time or epoch milliseconds")))
                .position(RecordFields.optional(record, "position", JsonInput::integer))
                .botId(botId)
                .channelType(record.required("channelType", "the type of the channel, such as telegram")
                        .id())
                .clientId(clientId)
                .clientNames(RecordFields.names(client))
                .sessionId(sessionId)
                .text(RecordFields.text(record, "text"))
                .event(RecordFields.text(record, "event"))
                .payload(RecordFields.json(record, "payload", "value"))
                .replyTo(RecordFields.id(record, "replyTo"))
                .belongsTo(RecordFields.id(record, "belongsTo"))
                .endsSession(Boolean.TRUE.equals(RecordFields.optional(record, "endsSession", JsonInput::flag)))
                .operator(record.optional("operatorInfo", CanonicalMessageReader::operator))
                .nlp(CanonicalMessageReader.nlp(record))
                .usage(UsageReader.read(record))
                .processingTimeMs(RecordFields.optional(record, "processingTime", CanonicalMessageReader::milliseconds))
                .exception(RecordFields.text(record, "exception"))
                .version(RecordFields.optional(record, "version", CanonicalMessageReader::version))
                .build();
        requireContent(record, piece);
        return new LogRecord.PieceReport(piece);
    }

    private static void requireContent(JsonInput record, Piece piece) {
        if (piece.text() != null
                || piece.event() != null
                || piece.payload() != null
                || piece.belongsTo() != null
                || piece.endsSession()
                || !piece.nlp().equals(Nlp.NONE)
                || !piece.usage().saysNothing()
                || piece.processingTimeMs() != null
                || piece.exception() != null) {
            return;
        }
        List<String> unknown = record.unknownMembers();
        throw ApiException.field(
                ErrorCode.MISSING_FIELD,
                "text",
                null,
                "one of text, event and payload, for the piece says nothing else"
                        + (unknown.isEmpty() ? "" : "; not known: " + String.join(", ", unknown)));
    }
}
