// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.TimestampedValue;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Key and value columns of sessions. */
public final class SessionDataTable extends RowTable<SessionDatum> {
    public static final SessionDataTable SESSION_DATA = new SessionDataTable();

    private final Field<Long> projectId = number("project_id", SessionDatum::projectId);
    private final Field<Long> clientKey = number("client_key", SessionDatum::clientKey);
    public final Field<Long> sessionKey = number("session_key", SessionDatum::sessionKey);
    public final Field<String> header = text("header", SessionDatum::header);
    public final Field<String> value = text("value", row -> row.value().value());
    private final Field<Instant> saidAt = moment("said_at", row -> row.value().at());
    private final Field<Long> messageKey =
            number("message_key", row -> row.value().messageKey());

    private SessionDataTable() {
        super("session_data");
    }

    @Override
    public SessionDatum read(Record record) {
        return new SessionDatum(
                record.get(projectId),
                record.get(clientKey),
                record.get(sessionKey),
                record.get(header),
                new TimestampedValue<>(record.get(value), record.get(saidAt), record.get(messageKey)));
    }
}
