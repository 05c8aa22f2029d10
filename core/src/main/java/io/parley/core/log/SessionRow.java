// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session, aggregated from its messages. The result does not depend on their order of arrival.
 *
 * @param start time of the first message
 * @param end time of the last message
 * @param messageCount number of messages
 * @param questionCount number of messages that contain a client phrase
 * @param firstQuestion the client's first phrase; null in an empty session
 * @param result the last result that a script set
 * @param openedByEvent whether the first message is an event
 * @param nps the last score that a script set
 * @param automated the last automation status that a script set
 * @param transferReplyAt time of the first bot reply that handed the dialog to a human agent; null for none
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
        @Nullable TimestampedValue<String> firstQuestion,
        @Nullable TimestampedValue<String> lastQuestion,
        @Nullable TimestampedValue<String> result,
        @Nullable TimestampedValue<Boolean> openedByEvent,
        @Nullable TimestampedValue<Double> nps,
        @Nullable TimestampedValue<Boolean> automated,
        @Nullable TimestampedValue<String> campaignId,
        @Nullable TimestampedValue<String> campaignResult,
        @Nullable Instant transferReplyAt,
        boolean livechat,
        boolean test,
        PhoneCall call) {

    /** Returns the session row of a single message. */
    public static SessionRow of(MessageRow message, Origin origin, String sessionId) {
        Turn turn = message.turn();
        String phrase = turn.isClientMessage() ? turn.question() : null;
        TimestampedValue<String> question = stamp(message, phrase);
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

    private static <T> @Nullable TimestampedValue<T> stamp(MessageRow message, @Nullable T value) {
        return value == null ? null : message.stamp(value);
    }

    /** Returns the row aggregated over the messages of both; the two sets of messages must be disjoint. */
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
                TimestampedValue.earliest(firstQuestion, other.firstQuestion),
                TimestampedValue.latest(lastQuestion, other.lastQuestion),
                TimestampedValue.latest(result, other.result),
                TimestampedValue.earliest(openedByEvent, other.openedByEvent),
                TimestampedValue.latest(nps, other.nps),
                TimestampedValue.latest(automated, other.automated),
                TimestampedValue.latest(campaignId, other.campaignId),
                TimestampedValue.latest(campaignResult, other.campaignResult),
                earlier(transferReplyAt, other.transferReplyAt),
                livechat || other.livechat,
                test || other.test,
                call.merge(other.call));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /**
     * Returns the row with pseudonyms for session and client ids; its other client data must be derived from messages
     * anew.
     */
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

    /** Returns whether a reply of the bot handed the dialog to a human agent. */
    public boolean transferReply() {
        return transferReplyAt != null;
    }

    /** Returns {@code true} or {@code false} as the last script reported, or {@code unset} when none did. */
    public String automationStatus() {
        return automated == null ? "unset" : automated.value().toString();
    }

    /**
     * Returns whether the bot began the session: an outgoing call, a mailing, or an event as first message (our reading
     * of the contract's {@code InitiatorType}).
     */
    public boolean startedByBot() {
        return Boolean.FALSE.equals(call.incoming())
                || campaignId != null
                || openedByEvent != null && openedByEvent.value();
    }

    /** Returns the time between the first and the last message. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** Returns the origin of its messages, without the client's names. */
    public Origin origin() {
        return new Origin(botId, channelType, clientId, ClientNames.NONE, sessionId);
    }
}
