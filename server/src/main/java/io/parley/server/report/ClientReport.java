// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.FilterReader;
import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.ClientFacts;
import io.parley.store.query.Fact;
import io.parley.store.query.FactRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * Report of clients, one row each.
 *
 * @param columns {@link #ALL} or {@link #RECIPIENTS}
 */
record ClientReport(List<ReportColumn<FactRow>> columns) implements ReportContent<FactRow> {
    /** The first columns follow the vendor's page, which shows only these; the others follow the list of clients. */
    static final List<ReportColumn<FactRow>> ALL = List.of(
            ClientColumns.CLIENT_ID,
            ClientColumns.NAME,
            text("username", "Username", "Логин", ClientFacts.USERNAME),
            ClientColumns.PROJECT,
            ClientColumns.CHANNEL_TYPE,
            ClientColumns.CHANNEL_ID,
            instant("firstContact", "First contact", "Первое обращение", ClientFacts.JOIN),
            ClientColumns.LAST_VISIT,
            text("lastSessionId", "Last session ID", "ID последней сессии", ClientFacts.LAST_SESSION_ID),
            integer("sessions", "Sessions", "Сессий", ClientFacts.SESSIONS),
            integer("messages", "Messages", "Сообщений", ClientFacts.MESSAGES),
            word("blocked", "Blocked", "Заблокирован", ClientFacts.BLOCKED, Words::yesOrNo),
            text("blockReason", "Block reason", "Причина блокировки", ClientFacts.BLOCK_REASON),
            instant("blockedAt", "Blocked at", "Дата блокировки", ClientFacts.BLOCKED_AT));

    /** Columns of the list of recipients for a campaign. */
    static final List<ReportColumn<FactRow>> RECIPIENTS = List.of(
            ClientColumns.CLIENT_ID,
            ClientColumns.NAME,
            ClientColumns.PROJECT,
            ClientColumns.CHANNEL_TYPE,
            ClientColumns.CHANNEL_ID,
            ClientColumns.LAST_VISIT);

    @Override
    public void check(Input body) {
        FilterReader.read(body);
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.conversations().countClients(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, List<Fact<?>> facts, Consumer<FactRow> next) {
        store.conversations()
                .streamClients(request.projects().keySet(), FilterReader.read(request.input()), facts, next);
    }
}
