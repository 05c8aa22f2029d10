// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a bot's message on its way to the client, weakest first: an attempt that failed is outdone by one that
 * succeeded, and a delivery or reading by a second device outdoes a failed delivery.
 */
public enum MessageStatus {
    NOT_SENT,
    SENT,
    NOT_DELIVERED,
    DELIVERED,
    READ;

    /** Help page of the vendor: which channels report which statuses; all others report none. */
    private static final Map<String, Set<MessageStatus>> REPORTED = Map.of(
            "telegram", EnumSet.complementOf(EnumSet.of(READ)),
            "viber", EnumSet.complementOf(EnumSet.of(SENT)),
            "vk", EnumSet.allOf(MessageStatus.class));

    /** Whether a channel reports any statuses; of all others there is none to show. */
    public static boolean isReportedBy(String channelType) {
        return !reportedBy(channelType).isEmpty();
    }

    private static Set<MessageStatus> reportedBy(String channelType) {
        return REPORTED.getOrDefault(channelType.toLowerCase(Locale.ROOT), Set.of());
    }

    /**
     * The status to show: the strongest of those reported, in whatever order they came, that the channel knows at all. READ
     * implies DELIVERED, so a channel without READ shows DELIVERED then.
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
