package io.parley.server.report;

import static io.parley.server.report.ReportColumn.decimal;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;

import io.parley.core.filter.FilterReader;
import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.StateRoutes.Share;
import java.util.List;
import java.util.function.Consumer;

/** The report of the ways through a bot's states, one row each, the most frequent first. */
final class RouteReport implements ReportContent<Share> {

    @Override
    public void check(Input body) {
        FilterReader.read(body);
    }

    @Override
    public List<ReportColumn<Share>> columns() {
        return List.of(
                text("route", "Route", "Маршрут", s -> String.join(" → ", s.route().states())),
                text("result", "Result", "Результат", s -> s.route().result()),
                integer("sessions", "Sessions", "Сессий", s -> s.route().sessions()),
                decimal("sharePercent", "Share, %", "Доля, %", s -> 100.0 * s.route().sessions() / s.allSessions()));
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.stateRoutes().countRoutes(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, Consumer<List<Share>> next) {
        store.stateRoutes().stream(request.projects().keySet(), FilterReader.read(request.input()), next);
    }
}
