package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.FilterReader;
import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.ClientView;
import io.parley.store.rows.Block;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report of clients, one row each.
 *
 * @param columns {@link #ALL} or {@link #RECIPIENTS}
 */
record ClientReport(List<ReportColumn<ClientView>> columns) implements ReportContent<ClientView> {
    /** The vendor's page shows how its columns begin; the rest is what the list of clients tells. */
    static final List<ReportColumn<ClientView>> ALL = List.of(
            ClientColumns.CLIENT_ID,
            ClientColumns.NAME,
            text("username", "Username", "Логин", v -> v.client().knownNames().username()),
            ClientColumns.PROJECT,
            ClientColumns.CHANNEL_TYPE,
            ClientColumns.CHANNEL_ID,
            instant("firstContact", "First contact", "Первое обращение", v -> v.client().join()),
            ClientColumns.LAST_VISIT,
            text("lastSessionId", "Last session ID", "ID последней сессии", v -> v.client().lastSessionId().value()),
            integer("sessions", "Sessions", "Сессий", ClientView::sessions),
            integer("messages", "Messages", "Сообщений", ClientView::messages),
            word("blocked", "Blocked", "Заблокирован", v -> Words.yesOrNo(v.block() != null)),
            text("blockReason", "Block reason", "Причина блокировки", v -> of(v, Block::reason)),
            instant("blockedAt", "Blocked at", "Дата блокировки", v -> of(v, Block::at)));

    /** The list of recipients for a campaign. */
    static final List<ReportColumn<ClientView>> RECIPIENTS = List.of(
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

    private static <T> @Nullable T of(ClientView client, Function<Block, @Nullable T> value) {
        Block block = client.block();
        return block == null ? null : value.apply(block);
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
