// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.store.query.ClientFields;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * Report of clients, one row each.
 *
 * @param columns {@link #ALL} or {@link #RECIPIENTS}
 */
record ClientReport(List<ReportColumn<ProjectedRow>> columns) implements ReportContent<ProjectedRow> {
    /** The first columns follow the vendor's page, which shows only these; the others follow the list of clients. */
    static final List<ReportColumn<ProjectedRow>> ALL = List.of(
            ClientColumns.CLIENT_ID,
            ClientColumns.NAME,
            text("username", "Username", "Логин", ClientFields.USERNAME),
            ClientColumns.PROJECT,
            ClientColumns.CHANNEL_TYPE,
            ClientColumns.CHANNEL_ID,
            instant("firstContact", "First contact", "Первое обращение", ClientFields.JOIN),
            ClientColumns.LAST_VISIT,
            text("lastSessionId", "Last session ID", "ID последней сессии", ClientFields.LAST_SESSION_ID),
            integer("sessions", "Sessions", "Сессий", ClientFields.SESSIONS),
            integer("messages", "Messages", "Сообщений", ClientFields.MESSAGES),
            word("blocked", "Blocked", "Заблокирован", ClientFields.BLOCKED, CellWords::yesOrNo),
            text("blockReason", "Block reason", "Причина блокировки", ClientFields.BLOCK_REASON),
            instant("blockedAt", "Blocked at", "Дата блокировки", ClientFields.BLOCKED_AT));

    /** Columns of the list of recipients for a campaign. */
    static final List<ReportColumn<ProjectedRow>> RECIPIENTS = List.of(
            ClientColumns.CLIENT_ID,
            ClientColumns.NAME,
            ClientColumns.PROJECT,
            ClientColumns.CHANNEL_TYPE,
            ClientColumns.CHANNEL_ID,
            ClientColumns.LAST_VISIT);

    @Override
    public void check(JsonInput body) {
        FilterReader.read(body);
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.conversations().countClients(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<ProjectedRow> next) {
        queries.conversations()
                .streamClients(request.projects().keySet(), FilterReader.read(request.input()), facts, next);
    }
}
