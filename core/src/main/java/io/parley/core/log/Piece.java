// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One message of one author, or one step of a bot, as a source reports it that knows no exchanges. All pieces of a conversation
 * are assembled into exchanges and sessions (our decision, docs/ingest.md).
 *
 * @param conversationId the pieces of one conversation are assembled together; unique within the project
 * @param id identifies the piece within its conversation; it becomes the question id of an exchange that the piece opens
 * @param time UTC, microseconds
 * @param position order within the source; null when only times are known
 * @param botId null when the source does not know it here; the conversation's other pieces give it then
 * @param channelType null as above
 * @param clientId null as above; a conversation without a client has its own id as the client
 * @param sessionId the session, as the source has it; null when idle time cuts the conversation into sessions
 * @param text what the author says; null for none
 * @param event name of an event, such as a button or the start of the conversation; null for none
 * @param payload further content, a JSON object: of a client or the system the request's data, of a bot the response's data
 * @param replyTo id of the piece that this one answers; null when the order tells
 * @param belongsTo id of the piece that this one is a step of, such as a tool call within an agent's turn. Such a piece opens no
 *     exchange of its own while that piece, or one above it, is known and {@link #isTurn}
 * @param isTurn whether the piece can own the steps that belong to it. A piece that is no turn and has no content only links its steps
 *     to the piece above it
 * @param endsSession whether the session ends with this piece
 * @param operator the human agent; only with {@link Author#OPERATOR}
 * @param nlp what the bot understood
 * @param usage the models, tools and tokens of this step alone
 * @param processingTimeMs how long the bot took, ms; null when unknown
 * @param exception text of an error; null for none
 * @param version the higher version of a piece counts; null as for messages, see {@link MessageVersion}
 */
public record Piece(
        String conversationId,
        String id,
        Author author,
        Instant time,
        @Nullable Long position,
        @Nullable String botId,
        @Nullable String channelType,
        @Nullable String clientId,
        ClientNames clientNames,
        @Nullable String sessionId,
        @Nullable String text,
        @Nullable String event,
        @Nullable RawJson payload,
        @Nullable String replyTo,
        @Nullable String belongsTo,
        boolean isTurn,
        boolean endsSession,
        @Nullable Operator operator,
        Nlp nlp,
        Usage usage,
        @Nullable Integer processingTimeMs,
        @Nullable String exception,
        @Nullable Long version) {

    /** Who says it. */
    public enum Author {
        CLIENT,
        BOT,
        OPERATOR,
        /** Not said by anybody: an event of the channel, or a step of the bot. */
        SYSTEM
    }

    public Piece {
        conversationId = TextNormalizer.storable(conversationId);
        id = TextNormalizer.storable(id);
        time = time.truncatedTo(ChronoUnit.MICROS);
        botId = TextNormalizer.storableOrNull(botId);
        channelType = TextNormalizer.storableOrNull(channelType);
        clientId = TextNormalizer.storableOrNull(clientId);
        sessionId = TextNormalizer.storableOrNull(sessionId);
        text = TextNormalizer.storableOrNull(text);
        event = TextNormalizer.storableOrNull(event);
        replyTo = TextNormalizer.storableOrNull(replyTo);
        belongsTo = TextNormalizer.storableOrNull(belongsTo);
        exception = TextNormalizer.storableOrNull(exception);
    }

    public static Builder builder(String conversationId, String id, Author author, Instant time) {
        return new Builder(conversationId, id, author, time);
    }

    /** Builds a piece; all that is not set stays absent. */
    public static final class Builder {
        private final String conversationId;
        private final String id;
        private final Author author;
        private final Instant time;
        private @Nullable Long position;
        private @Nullable String botId;
        private @Nullable String channelType;
        private @Nullable String clientId;
        private ClientNames clientNames = ClientNames.NONE;
        private @Nullable String sessionId;
        private @Nullable String text;
        private @Nullable String event;
        private @Nullable RawJson payload;
        private @Nullable String replyTo;
        private @Nullable String belongsTo;
        private boolean isTurn = true;
        private boolean endsSession;
        private @Nullable Operator operator;
        private Nlp nlp = Nlp.NONE;
        private Usage usage = Usage.NONE;
        private @Nullable Integer processingTimeMs;
        private @Nullable String exception;
        private @Nullable Long version;

        private Builder(String conversationId, String id, Author author, Instant time) {
            this.conversationId = conversationId;
            this.id = id;
            this.author = author;
            this.time = time;
        }

        public Builder position(@Nullable Long position) {
            this.position = position;
            return this;
        }

        public Builder botId(@Nullable String botId) {
            this.botId = botId;
            return this;
        }

        public Builder channelType(@Nullable String channelType) {
            this.channelType = channelType;
            return this;
        }

        public Builder clientId(@Nullable String clientId) {
            this.clientId = clientId;
            return this;
        }

        public Builder clientNames(ClientNames clientNames) {
            this.clientNames = clientNames;
            return this;
        }

        public Builder sessionId(@Nullable String sessionId) {
            this.sessionId = sessionId;
            return this;
        }

        public Builder text(@Nullable String text) {
            this.text = text;
            return this;
        }

        public Builder event(@Nullable String event) {
            this.event = event;
            return this;
        }

        public Builder payload(@Nullable RawJson payload) {
            this.payload = payload;
            return this;
        }

        public Builder replyTo(@Nullable String replyTo) {
            this.replyTo = replyTo;
            return this;
        }

        public Builder belongsTo(@Nullable String belongsTo) {
            this.belongsTo = belongsTo;
            return this;
        }

        public Builder isTurn(boolean isTurn) {
            this.isTurn = isTurn;
            return this;
        }

        public Builder endsSession(boolean endsSession) {
            this.endsSession = endsSession;
            return this;
        }

        public Builder operator(@Nullable Operator operator) {
            this.operator = operator;
            return this;
        }

        public Builder nlp(Nlp nlp) {
            this.nlp = nlp;
            return this;
        }

        public Builder usage(Usage usage) {
            this.usage = usage;
            return this;
        }

        public Builder processingTimeMs(@Nullable Integer processingTimeMs) {
            this.processingTimeMs = processingTimeMs;
            return this;
        }

        public Builder exception(@Nullable String exception) {
            this.exception = exception;
            return this;
        }

        public Builder version(@Nullable Long version) {
            this.version = version;
            return this;
        }

        public Piece build() {
            return new Piece(
                    conversationId,
                    id,
                    author,
                    time,
                    position,
                    botId,
                    channelType,
                    clientId,
                    clientNames,
                    sessionId,
                    text,
                    event,
                    payload,
                    replyTo,
                    belongsTo,
                    isTurn,
                    endsSession,
                    operator,
                    nlp,
                    usage,
                    processingTimeMs,
                    exception,
                    version);
        }
    }
}
