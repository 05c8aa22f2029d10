package io.parley.core.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its messages make it: nothing in it depends on the order in which they came.
 *
 * @param start time of the first message
 * @param end time of the last message
 * @param messageCount all messages
 * @param questionCount messages in which the client said something
 * @param firstQuestion the client's first phrase; null in an empty session
 * @param result the last result that a script set
 */
public record SessionRow(
        long projectId,
        long clientKey,
        long sessionKey,
        String sessionId,
        String botId,
        String channelType,
        String clientId,
        Instant start,
        Instant end,
        long messageCount,
        long questionCount,
        @Nullable Stamped<String> firstQuestion,
        @Nullable Stamped<String> lastQuestion,
        @Nullable Stamped<String> result,
        boolean livechat,
        boolean test,
        Call call) {

    /** The session of one message. */
    public static SessionRow of(MessageRow message, Origin origin, String sessionId) {
        Turn turn = message.turn();
        String phrase = turn.isClientMessage() ? turn.question() : null;
        Stamped<String> question = phrase == null ? null : message.stamp(phrase);
        String result = turn.analytics().sessionResult();
        return new SessionRow(
                message.projectId(),
                message.clientKey(),
                message.sessionKey(),
                sessionId,
                origin.botId(),
                origin.channelType(),
                origin.clientId(),
                turn.time(),
                turn.time(),
                1,
                turn.isClientMessage() ? 1 : 0,
                question,
                question,
                result == null ? null : message.stamp(result),
                turn.livechat(),
                turn.test(),
                turn.call());
    }

    /** The session of the messages of both, which have none in common. */
    public SessionRow merge(SessionRow other) {
        return new SessionRow(
                projectId,
                clientKey,
                sessionKey,
                sessionId,
                botId,
                channelType.compareTo(other.channelType) >= 0 ? channelType : other.channelType,
                clientId,
                start.isBefore(other.start) ? start : other.start,
                end.isAfter(other.end) ? end : other.end,
                messageCount + other.messageCount,
                questionCount + other.questionCount,
                Stamped.earliest(firstQuestion, other.firstQuestion),
                Stamped.latest(lastQuestion, other.lastQuestion),
                Stamped.latest(result, other.result),
                livechat || other.livechat,
                test || other.test,
                call.merge(other.call));
    }

    /** Last message minus first. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** Where its messages come from; the names are not a session's matter. */
    public Origin origin() {
        return new Origin(botId, channelType, clientId, Names.NONE, sessionId);
    }
}
