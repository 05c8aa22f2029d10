// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.store.query.ClientFacts;
import io.parley.store.query.FactRow;

/** Columns with data of a client, for several reports. */
final class ClientColumns {
    static final ReportColumn<FactRow> CLIENT_ID = text("clientId", "Client ID", "ID клиента", ClientFacts.ID);
    static final ReportColumn<FactRow> NAME = text("clientName", "Client name", "Имя клиента", ClientFacts.NAME);
    static final ReportColumn<FactRow> PROJECT = ReportColumn.project(ClientFacts.PROJECT_ID);
    static final ReportColumn<FactRow> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", ClientFacts.CHANNEL_TYPE);
    static final ReportColumn<FactRow> CHANNEL_ID = text("botId", "Channel ID", "ID канала", ClientFacts.BOT_ID);
    static final ReportColumn<FactRow> LAST_VISIT =
            instant("lastVisit", "Last visit", "Последнее посещение", ClientFacts.LAST_VISIT);

    private ClientColumns() {}
}
