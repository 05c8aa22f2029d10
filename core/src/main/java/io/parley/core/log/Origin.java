// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from.
 *
 * @param botId the channel's id, opaque
 * @param channelType {@code telegram}, {@code resterisk}…; kept as it was sent, compared without regard to case
 * @param clientId the client's plain id in that channel
 * @param sessionId the bot's own id of the session; null from old frameworks, whose sessions are cut by {@link IdleSessions}
 */
public record Origin(
        String botId,
        String channelType,
        String clientId,
        Names clientNames,
        @Nullable String sessionId) {
    public Origin {
        botId = Texts.storable(botId);
        channelType = Texts.storable(channelType);
        clientId = Texts.storable(clientId);
        sessionId = Texts.storableOrNull(sessionId);
    }

    /** The client's own id, where a caller may have given the form {@code channelType-botId-id} in which JAICF names its users. */
    public static String plainClientId(String clientId, String botId, String channelType) {
        String prefix = channelType + "-" + botId + "-";
        return clientId.regionMatches(true, 0, prefix, 0, prefix.length()) && clientId.length() > prefix.length()
                ? clientId.substring(prefix.length())
                : clientId;
    }
}
