// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.StatusTable.MESSAGE_STATUS;
import static io.parley.store.table.UsageNameTable.MESSAGE_MODEL;
import static io.parley.store.table.UsageNameTable.MESSAGE_TOOL;

import io.parley.core.log.ClientRow;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowTable;
import io.parley.store.table.StatusEvent;
import io.parley.store.table.UsageNameTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bulk loader of whole sessions into a store without other users. It does not check whether they exist already: many
 * millions of messages in minutes, for benchmarks. The rows are the same as those of the log's writer, but labels and
 * session data of scripts are not loaded.
 */
public final class BulkLoader implements AutoCloseable {
    /** Messages that are written at once. */
    private static final int PORTION = 20_000;

    private final Engine engine;
    private final List<MessageRow> messages = new ArrayList<>();
    private final List<SessionRow> sessions = new ArrayList<>();
    private final List<StatusEvent> statuses = new ArrayList<>();
    private final Map<RowKey, ClientRow> clients = new LinkedHashMap<>();

    public BulkLoader(Engine engine) {
        this.engine = engine;
    }

    /** Adds a status that the log does not contain. */
    public void add(long projectId, LogRecord.Status status) {
        statuses.add(EventWriter.event(projectId, status));
    }

    /** Adds a session that the log does not contain, by its messages, which must name it. */
    public void add(long projectId, List<LogRecord.Message> ofOneSession) {
        SessionRow summary = null;
        for (LogRecord.Message message : ofOneSession) {
            IncomingMessage incoming = IncomingMessage.of(engine.keys(), projectId, message);
            messages.add(incoming.row());
            summary = summary == null ? incoming.session() : summary.merge(incoming.session());
            clients.merge(
                    RowKey.clientOf(incoming.row()),
                    ClientRow.of(incoming.row(), incoming.origin(), incoming.sessionId()),
                    ClientRow::merge);
        }
        if (summary != null) {
            sessions.add(summary);
        }
        if (messages.size() >= PORTION) {
            writeAll();
        }
    }

    private void writeAll() {
        for (UsageNameTable names : List.of(MESSAGE_MODEL, MESSAGE_TOOL)) {
            write(
                    names,
                    new ArrayList<>(messages.stream().flatMap(names::rowsOf).toList()));
        }
        write(MESSAGE, messages);
        write(SESSION, sessions);
        write(MESSAGE_STATUS, statuses);
    }

    private <R> void write(RowTable<R> table, Collection<R> rows) {
        try (Connection connection = engine.dataSource().getConnection()) {
            engine.append(
                    connection,
                    table.name(),
                    table.fields(),
                    rows.stream().map(table::values).toList());
        } catch (SQLException e) {
            throw new StoreException("cannot fill " + table.name() + ": " + e.getMessage(), e);
        }
        rows.clear();
    }

    /** Writes the remaining rows. */
    @Override
    public void close() {
        writeAll();
        write(CLIENT, clients.values());
    }
}
