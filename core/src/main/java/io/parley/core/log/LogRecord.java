// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is reported to the conversation log, already understood, whatever wire format it came in. All its texts are
 * {@link TextNormalizer#storable}, and all its times in microseconds: constructors see to that, so that no adapter has to.
 */
public sealed interface LogRecord {

    /**
     * One exchange, or a part of what is to be said of it.
     *
     * @param cleaned whether its content was deleted where it comes from
     * @param version what the sender counts its reports of this message by; see {@link MessageVersion}
     * @param members those that this report gives; all other members of a message that is known already stay as they are
     */
    record Message(
            Origin origin,
            Turn turn,
            boolean cleaned,
            @Nullable Long version,
            Set<MessageMember> members) implements LogRecord {
        public Message {
            members = members.equals(MessageMember.ALL) ? MessageMember.ALL : Set.copyOf(members);
        }

        /** A report of the whole message, without a version. */
        public Message(Origin origin, Turn turn, boolean cleaned) {
            this(origin, turn, cleaned, null, MessageMember.ALL);
        }

        /** A report of the whole message, with its content and without a version. */
        public Message(Origin origin, Turn turn) {
            this(origin, turn, false);
        }

        /** The same report as a version of the message. */
        public Message withVersion(long number) {
            return new Message(origin, turn, cleaned, number, members);
        }

        /** Whether it gives only some members of the message. */
        public boolean isPart() {
            return members != MessageMember.ALL;
        }

        /** Members are spelt only where they say something, so that a digest ({@link Keys#digest}) outlives a new one. */
        @Override
        public String toString() {
            // The time of a part that says none is that of its arrival, which would differ between repeats.
            Turn said = members.contains(MessageMember.TIME) ? turn : turn.at(Instant.EPOCH);
            return "Message[origin=" + origin + ", turn=" + said + (cleaned ? ", cleaned" : "")
                    + (version == null ? "" : ", version=" + version)
                    + (isPart() ? ", members=" + new TreeSet<>(members) : "") + "]";
        }
    }

    /**
     * One message of one author. The log assembles the pieces of a conversation into messages, see {@link ConversationAssembler}.
     */
    record PieceReport(Piece piece) implements LogRecord {}

    /**
     * What became of a bot's message; may arrive before the message.
     *
     * @param botId null when the sender knows only the question id: then it holds for that id in every bot of the project
     */
    record Status(@Nullable String botId, String questionId, MessageStatus status, Instant at) implements LogRecord {
        public Status {
            botId = TextNormalizer.storableOrNull(botId);
            questionId = TextNormalizer.storable(questionId);
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * A client reacted to a bot's message; may arrive before the message.
     *
     * @param messageId the channel's own id of the message
     * @param sessionId null when the sender does not know it
     * @param questionId of the exchange that the message belongs to; null when the sender does not know it
     * @param reaction as the channel has it, an emoji most often
     */
    record Reaction(
            String botId,
            String clientId,
            String messageId,
            @Nullable String sessionId,
            @Nullable String questionId,
            String reaction,
            Instant at)
            implements LogRecord {
        public Reaction {
            botId = TextNormalizer.storable(botId);
            clientId = TextNormalizer.storable(clientId);
            messageId = TextNormalizer.storable(messageId);
            sessionId = TextNormalizer.storableOrNull(sessionId);
            questionId = TextNormalizer.storableOrNull(questionId);
            reaction = TextNormalizer.storable(reaction);
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** The dialog was handed to a human agent; may arrive before the session's messages. */
    record Transfer(String botId, String clientId, String sessionId, String questionId, Instant at)
            implements LogRecord {
        public Transfer {
            botId = TextNormalizer.storable(botId);
            clientId = TextNormalizer.storable(clientId);
            sessionId = TextNormalizer.storable(sessionId);
            questionId = TextNormalizer.storable(questionId);
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
