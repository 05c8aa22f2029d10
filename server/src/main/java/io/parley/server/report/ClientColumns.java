// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.store.query.ClientFields;
import io.parley.store.query.ProjectedRow;

/** Columns with data of a client, for several reports. */
final class ClientColumns {
    static final ReportColumn<ProjectedRow> CLIENT_ID = text("clientId", "Client ID", "ID клиента", ClientFields.ID);
    static final ReportColumn<ProjectedRow> NAME = text("clientName", "Client name", "Имя клиента", ClientFields.NAME);
    static final ReportColumn<ProjectedRow> PROJECT = ReportColumn.project(ClientFields.PROJECT_ID);
    static final ReportColumn<ProjectedRow> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", ClientFields.CHANNEL_TYPE);
    static final ReportColumn<ProjectedRow> CHANNEL_ID = text("botId", "Channel ID", "ID канала", ClientFields.BOT_ID);
    static final ReportColumn<ProjectedRow> LAST_VISIT =
            instant("lastVisit", "Last visit", "Последнее посещение", ClientFields.LAST_VISIT);

    private ClientColumns() {}
}
