// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import org.jooq.Field;
import org.jooq.Record;

/** Topics or actions of sessions. */
public final class SessionOutcomeTable extends RowTable<SessionOutcome> {
    public static final SessionOutcomeTable SESSION_TOPIC = new SessionOutcomeTable("session_topic");
    public static final SessionOutcomeTable SESSION_ACTION = new SessionOutcomeTable("session_action");

    public final Field<Long> projectId = number("project_id", SessionOutcome::projectId);
    public final Field<Long> clientKey = number("client_key", SessionOutcome::clientKey);
    public final Field<Long> sessionKey = number("session_key", SessionOutcome::sessionKey);
    public final Field<String> markName = text("name", SessionOutcome::name);

    private SessionOutcomeTable(String name) {
        super(name);
    }

    @Override
    public SessionOutcome read(Record record) {
        return new SessionOutcome(
                record.get(projectId), record.get(clientKey), record.get(sessionKey), record.get(markName));
    }
}
