// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation remembers of its settled pieces: those that are deleted while their messages stay. With it, the remaining pieces are assembled
 * as if the others were there.
 *
 * @param derivedSessionId id of the session that the last settled piece is in, if idle time cut it
 * @param lastAt time of the last settled piece
 * @param ended whether that piece ended its session
 * @param sessionId the last session that a settled piece names
 * @param botId the last one that a settled piece names; so are the others
 * @param transferred ids of the sessions in which an operator wrote, the latest last, at most {@value #MOST_TRANSFERRED}
 */
public record Settlement(
        @Nullable String derivedSessionId,
        @Nullable Instant lastAt,
        boolean ended,
        @Nullable String sessionId,
        @Nullable String botId,
        @Nullable String channelType,
        @Nullable String clientId,
        List<String> transferred) {
    static final int MOST_TRANSFERRED = 20;

    /** Nothing is settled. */
    public static final Settlement NONE = new Settlement(null, null, false, null, null, null, null, List.of());

    public Settlement {
        transferred = List.copyOf(
                transferred.subList(Math.max(0, transferred.size() - MOST_TRANSFERRED), transferred.size()));
    }
}
