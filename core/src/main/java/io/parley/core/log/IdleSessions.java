// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the messages of a bot that names no sessions (frameworks before 0.10) into sessions: a silence longer than {@link #GAP} ends
 * one. The cut looks at all such messages of a client at once, so it comes out the same in whatever order they arrive.
 */
public final class IdleSessions {
    /** Our decision: the sources say "by client and idle gap" and no length. */
    public static final Duration GAP = Duration.ofMinutes(30);

    private IdleSessions() {}

    /**
     * The session id of each message.
     *
     * @param messages all messages of one client that came without a session
     * @return session ids by message key; a session is named after its first message
     */
    public static Map<Long, String> cut(Collection<MessageRow> messages) {
        List<MessageRow> inOrder = messages.stream()
                .sorted(Comparator.comparing((MessageRow m) -> m.turn().time())
                        .thenComparingLong(MessageRow::messageKey))
                .toList();
        Map<Long, String> sessions = new HashMap<>();
        @Nullable MessageRow before = null;
        String session = "";
        for (MessageRow message : inOrder) {
            if (before == null
                    || Duration.between(before.turn().time(), message.turn().time())
                                    .compareTo(GAP)
                            > 0) {
                session = id(message);
            }
            sessions.put(message.messageKey(), session);
            before = message;
        }
        return sessions;
    }

    /** The id of a session that begins with a message. */
    public static String id(MessageRow first) {
        return "idle-" + first.turn().questionId();
    }
}
