// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Delivery statuses of a bot's message, from weakest to strongest. A successful attempt outranks a failed one, and
 * delivery to or reading on a second device outranks a failed delivery.
 */
public enum MessageStatus {
    NOT_SENT,
    SENT,
    NOT_DELIVERED,
    DELIVERED,
    READ;

    /** Statuses by channel type, from the vendor's help page; other channels report none. */
    private static final Map<String, Set<MessageStatus>> REPORTED = Map.of(
            "telegram", EnumSet.complementOf(EnumSet.of(READ)),
            "viber", EnumSet.complementOf(EnumSet.of(SENT)),
            "vk", EnumSet.allOf(MessageStatus.class));

    /** Returns whether channels of the type report statuses. */
    public static boolean isReportedBy(String channelType) {
        return !reportedBy(channelType).isEmpty();
    }

    private static Set<MessageStatus> reportedBy(String channelType) {
        return REPORTED.getOrDefault(channelType.toLowerCase(Locale.ROOT), Set.of());
    }

    /**
     * Returns the status to show: the strongest reported one that the channel supports, independent of their order.
     * READ implies DELIVERED, so a channel without READ then shows DELIVERED.
     */
    public static Optional<MessageStatus> shown(Collection<MessageStatus> events, String channelType) {
        Set<MessageStatus> known = reportedBy(channelType);
        Set<MessageStatus> said = EnumSet.noneOf(MessageStatus.class);
        said.addAll(events);
        if (said.contains(READ)) {
            said.add(DELIVERED);
        }
        return said.stream().filter(known::contains).max(Enum::compareTo);
    }
}
