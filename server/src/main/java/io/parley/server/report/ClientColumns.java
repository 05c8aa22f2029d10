package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.store.query.ClientView;

/** What several reports tell of a client. */
final class ClientColumns {
    static final ReportColumn<ClientView> CLIENT_ID =
            text("clientId", "Client ID", "ID клиента", v -> v.client().clientId());
    static final ReportColumn<ClientView> NAME =
            text("clientName", "Client name", "Имя клиента", v -> v.client().knownNames().display());
    static final ReportColumn<ClientView> PROJECT = ReportColumn.project(v -> v.client().projectId());
    static final ReportColumn<ClientView> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", v -> v.client().channelType());
    static final ReportColumn<ClientView> CHANNEL_ID =
            text("botId", "Channel ID", "ID канала", v -> v.client().botId());
    static final ReportColumn<ClientView> LAST_VISIT =
            instant("lastVisit", "Last visit", "Последнее посещение", v -> v.client().lastVisit());

    private ClientColumns() {}
}
