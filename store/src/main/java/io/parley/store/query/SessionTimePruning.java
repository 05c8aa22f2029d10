// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;

import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;

/**
 * Conditions on the time range of a session, which includes the times of its messages. They do not change the result of
 * a search for the messages of some sessions, or for the sessions of some messages. They let an engine skip rows
 * outside the range.
 */
final class SessionTimePruning {
    private SessionTimePruning() {}

    /**
     * Returns a condition that is true for all messages of some sessions.
     *
     * @param sessions one at least
     */
    static Condition ofMessages(Collection<SessionRow> sessions) {
        return MESSAGE.time.between(
                Collections.min(sessions.stream().map(SessionRow::start).toList()),
                Collections.max(sessions.stream().map(SessionRow::end).toList()));
    }

    /**
     * Returns a condition that is true for all sessions of some messages.
     *
     * @param messages one at least
     */
    static Condition ofSessions(Collection<MessageRow> messages) {
        List<Instant> times =
                messages.stream().map(message -> message.turn().time()).toList();
        return SESSION.start.le(Collections.max(times)).and(SESSION.end.ge(Collections.min(times)));
    }
}
