// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.TimestampedValue;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;

/** Clients with their summaries. */
public final class ClientTable extends RowTable<ClientRow> {
    public static final ClientTable CLIENT = new ClientTable();

    public final Field<Long> projectId = number("project_id", ClientRow::projectId);
    public final Field<Long> clientKey = number("client_key", ClientRow::clientKey);
    public final Field<String> botId = text("bot_id", ClientRow::botId);
    public final Field<String> channelType = text("channel_type", ClientRow::channelType);
    public final Field<String> clientId = text("client_id", ClientRow::clientId);
    private final Field<String> firstName =
            text("first_name", row -> row.knownNames().firstName());
    private final Field<String> lastName =
            text("last_name", row -> row.knownNames().lastName());
    public final Field<String> username =
            text("username", row -> row.knownNames().username());
    public final Field<String> displayName =
            text("display_name", row -> row.knownNames().display());

    private final Field<Instant> namesAt = moment("names_at", row -> TimestampedValueColumns.at(row.names()));
    private final Field<Long> namesKey = number("names_key", row -> TimestampedValueColumns.key(row.names()));
    public final Field<Instant> join = moment("join_time", ClientRow::join);
    public final Field<Instant> lastVisit = moment("last_visit", ClientRow::lastVisit);
    public final Field<String> lastSessionId =
            text("last_session_id", row -> row.lastSessionId().value());
    private final Field<Instant> lastSessionAt =
            moment("last_session_at", row -> row.lastSessionId().at());
    private final Field<Long> lastSessionKey =
            number("last_session_key", row -> row.lastSessionId().messageKey());

    private ClientTable() {
        super("client");
    }

    /** Returns the columns that {@link #names} reads, and the key. */
    public List<Field<?>> namesWithKey() {
        return List.of(projectId, clientKey, firstName, lastName, username);
    }

    /** Returns the names of the client. */
    public ClientNames names(Record record) {
        return new ClientNames(record.get(firstName), record.get(lastName), record.get(username));
    }

    @Override
    public ClientRow read(Record record) {
        Instant named = record.get(namesAt);
        return new ClientRow(
                record.get(projectId),
                record.get(clientKey),
                record.get(botId),
                record.get(channelType),
                record.get(clientId),
                named == null ? null : new TimestampedValue<>(names(record), named, record.get(namesKey)),
                record.get(join),
                record.get(lastVisit),
                new TimestampedValue<>(
                        record.get(lastSessionId), record.get(lastSessionAt), record.get(lastSessionKey)));
    }
}
