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
 * Splits the messages of bots without session ids (frameworks before 0.10) into sessions. A gap longer than
 * {@link #GAP} ends a session. The split uses all such messages of a client at once, so it does not depend on their
 * order of arrival.
 */
public final class IdleSessionSplitter {
    /** Maximum gap within a session (our decision: the sources say "by client and idle gap" without a length). */
    public static final Duration GAP = Duration.ofMinutes(30);

    private IdleSessionSplitter() {}

    /**
     * Returns the session id of each message.
     *
     * @param messages all messages of one client that were reported without a session
     * @return session ids by message key; the id of a session derives from its first message
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

    /** Returns the id of the session that begins with the message. */
    public static String id(MessageRow first) {
        return "idle-" + first.turn().questionId();
    }
}
