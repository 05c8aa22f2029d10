// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.LogRecord.Status;
import io.parley.core.log.MessageStatus;
import java.time.Instant;
import java.util.List;

/** Delivery statuses from the channels that report them. */
final class DeliveryReports {
    private DeliveryReports() {}

    /**
     * Returns the statuses of one message.
     *
     * @param sent when the bot sent the message
     */
    static List<Status> of(String channelType, String botId, String questionId, Instant sent, RandomChoice dice) {
        Instant taken = sent.plusMillis(dice.between(80, 900));
        Instant delivered = taken.plusMillis(dice.between(300, 6_000));
        Instant read = delivered.plusMillis(dice.between(2_000, dice.chance(0.2) ? 3_600_000 : 90_000));
        Status notSent = new Status(botId, questionId, MessageStatus.NOT_SENT, taken);
        Status isSent = new Status(botId, questionId, MessageStatus.SENT, taken);
        Status notDelivered = new Status(botId, questionId, MessageStatus.NOT_DELIVERED, delivered);
        Status isDelivered = new Status(botId, questionId, MessageStatus.DELIVERED, delivered);
        Status isRead = new Status(botId, questionId, MessageStatus.READ, read);
        double luck = dice.fraction();
        return switch (channelType) {
            case "telegram" -> luck < 0.01 ? List.of(notSent) : List.of(isSent);
            case "viber" ->
                luck < 0.04 ? List.of(notDelivered) : luck < 0.2 ? List.of(isDelivered) : List.of(isDelivered, isRead);
            case "vk" -> luck < 0.01 ? List.of(notSent) : luck < 0.25 ? List.of(isSent) : List.of(isSent, isRead);
            default -> List.of();
        };
    }
}
