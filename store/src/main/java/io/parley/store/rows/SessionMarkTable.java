// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import org.jooq.Field;
import org.jooq.Record;

/** Topics or actions of sessions. */
public final class SessionMarkTable extends RowTable<SessionMark> {
    public static final SessionMarkTable SESSION_TOPIC = new SessionMarkTable("session_topic");
    public static final SessionMarkTable SESSION_ACTION = new SessionMarkTable("session_action");

    public final Field<Long> projectId = number("project_id", SessionMark::projectId);
    public final Field<Long> clientKey = number("client_key", SessionMark::clientKey);
    public final Field<Long> sessionKey = number("session_key", SessionMark::sessionKey);
    public final Field<String> markName = text("name", SessionMark::name);

    private SessionMarkTable(String name) {
        super(name);
    }

    @Override
    public SessionMark read(Record record) {
        return new SessionMark(
                record.get(projectId), record.get(clientKey), record.get(sessionKey), record.get(markName));
    }
}
