// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/**
 * The channel, client and session of a message.
 *
 * @param botId the channel's id, opaque
 * @param channelType {@code telegram}, {@code resterisk}…; stored as sent, compared without regard to case
 * @param clientId the client's plain id in that channel
 * @param sessionId session id assigned by the bot; null from old frameworks, see {@link IdleSessionSplitter}
 */
public record Origin(
        String botId,
        String channelType,
        String clientId,
        ClientNames clientNames,
        @Nullable String sessionId) {
    public Origin {
        botId = TextNormalizer.storable(botId);
        channelType = TextNormalizer.storable(channelType);
        clientId = TextNormalizer.storable(clientId);
        sessionId = TextNormalizer.storableOrNull(sessionId);
    }

    /** Removes the prefix of an id in JAICF's form {@code channelType-botId-id}; returns other ids unchanged. */
    public static String plainClientId(String clientId, String botId, String channelType) {
        String prefix = channelType + "-" + botId + "-";
        return clientId.regionMatches(true, 0, prefix, 0, prefix.length()) && clientId.length() > prefix.length()
                ? clientId.substring(prefix.length())
                : clientId;
    }
}
