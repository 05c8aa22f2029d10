package io.parley.server.report;

import io.parley.core.filter.FilterReader;
import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.ClientView;
import java.util.List;
import java.util.function.Consumer;

/** The list of recipients for a campaign, one client a row. */
final class ClientListReport implements ReportContent<ClientView> {

    @Override
    public void check(Input body) {
        FilterReader.read(body);
    }

    @Override
    public List<ReportColumn<ClientView>> columns() {
        return List.of(
                ClientColumns.CLIENT_ID,
                ClientColumns.NAME,
                ClientColumns.PROJECT,
                ClientColumns.CHANNEL_TYPE,
                ClientColumns.CHANNEL_ID,
                ClientColumns.LAST_VISIT);
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.conversations().countClients(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, Consumer<List<ClientView>> next) {
        store.conversations().streamClients(request.projects().keySet(), FilterReader.read(request.input()), next);
    }
}
