// SPDX-License-Identifier: Apache-2.0
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
 * @param openedByEvent whether the first message is an event
 * @param nps the last score that a script set
 * @param automated the last automation status that a script set
 * @param transferReplyAt when a reply of the bot first handed the dialog to a human agent; null when none did
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
        @Nullable Stamped<Boolean> openedByEvent,
        @Nullable Stamped<Double> nps,
        @Nullable Stamped<Boolean> automated,
        @Nullable Stamped<String> campaignId,
        @Nullable Stamped<String> campaignResult,
        @Nullable Instant transferReplyAt,
        boolean livechat,
        boolean test,
        Call call) {

    /** The session of one message. */
    public static SessionRow of(MessageRow message, Origin origin, String sessionId) {
        Turn turn = message.turn();
        String phrase = turn.isClientMessage() ? turn.question() : null;
        Stamped<String> question = stamp(message, phrase);
        Analytics noted = turn.analytics();
        Analytics.TextCampaign campaign = noted.textCampaign();
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
                stamp(message, noted.sessionResult()),
                message.stamp("event".equals(turn.type())),
                stamp(message, noted.nps()),
                stamp(message, noted.automationStatus()),
                stamp(message, campaign == null ? null : campaign.id()),
                stamp(message, campaign == null ? null : campaign.result()),
                turn.transfers() ? turn.time() : null,
                turn.livechat(),
                turn.test(),
                turn.call());
    }

    private static <T> @Nullable Stamped<T> stamp(MessageRow message, @Nullable T value) {
        return value == null ? null : message.stamp(value);
    }

    /** The session of the messages of both, which have none in common. */
    public SessionRow merge(SessionRow other) {
        return new SessionRow(
                projectId,
                clientKey,
                sessionKey,
                Pseudonyms.shown(sessionId, other.sessionId, sessionKey),
                botId,
                channelType.compareTo(other.channelType) >= 0 ? channelType : other.channelType,
                Pseudonyms.shown(clientId, other.clientId, clientKey),
                start.isBefore(other.start) ? start : other.start,
                end.isAfter(other.end) ? end : other.end,
                messageCount + other.messageCount,
                questionCount + other.questionCount,
                Stamped.earliest(firstQuestion, other.firstQuestion),
                Stamped.latest(lastQuestion, other.lastQuestion),
                Stamped.latest(result, other.result),
                Stamped.earliest(openedByEvent, other.openedByEvent),
                Stamped.latest(nps, other.nps),
                Stamped.latest(automated, other.automated),
                Stamped.latest(campaignId, other.campaignId),
                Stamped.latest(campaignResult, other.campaignResult),
                earlier(transferReplyAt, other.transferReplyAt),
                livechat || other.livechat,
                test || other.test,
                call.merge(other.call));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** The same session, which nothing names any more; what else it says of the client follows from its messages. */
    public SessionRow withoutClient() {
        return new SessionRow(
                projectId,
                clientKey,
                sessionKey,
                Pseudonyms.of(sessionKey),
                botId,
                channelType,
                Pseudonyms.of(clientKey),
                start,
                end,
                messageCount,
                questionCount,
                firstQuestion,
                lastQuestion,
                result,
                openedByEvent,
                nps,
                automated,
                campaignId,
                campaignResult,
                transferReplyAt,
                livechat,
                test,
                call);
    }

    /** Whether a reply of the bot handed the dialog to a human agent. */
    public boolean transferReply() {
        return transferReplyAt != null;
    }

    /** {@code true}, {@code false}, or {@code unset} when no script said whether the bot coped alone. */
    public String automationStatus() {
        return automated == null ? "unset" : automated.value().toString();
    }

    /**
     * Whether the bot began the session: it called, it is a mailing, or the first thing in it is an event (our reading of the contract's
     * {@code InitiatorType}).
     */
    public boolean begunByBot() {
        return Boolean.FALSE.equals(call.incoming())
                || campaignId != null
                || openedByEvent != null && openedByEvent.value();
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
