// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;

import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;

/**
 * A session's time holds that of its messages. So these conditions add nothing to a search for the messages of some sessions, or for the sessions
 * of some messages, but let an engine skip what lies outside.
 */
final class SessionTime {
    private SessionTime() {}

    /**
     * True of all messages of some sessions.
     *
     * @param sessions one at least
     */
    static Condition ofMessages(Collection<SessionRow> sessions) {
        return MESSAGE.time.between(
                Collections.min(sessions.stream().map(SessionRow::start).toList()),
                Collections.max(sessions.stream().map(SessionRow::end).toList()));
    }

    /**
     * True of all sessions of some messages.
     *
     * @param messages one at least
     */
    static Condition ofSessions(Collection<MessageRow> messages) {
        List<Instant> times =
                messages.stream().map(message -> message.turn().time()).toList();
        return SESSION.start.le(Collections.max(times)).and(SESSION.end.ge(Collections.min(times)));
    }
}
