// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.filter.FilterReader;
import io.parley.core.problem.Input;
import io.parley.core.words.Title;
import io.parley.server.report.ReportColumn.Kind;
import io.parley.store.Store;
import io.parley.store.query.Fact;
import io.parley.store.query.StateRoutes.Share;
import java.util.List;
import java.util.function.Consumer;

/** Report of the paths through a bot's states, one row each, the most frequent first. */
final class RouteReport implements ReportContent<Share> {

    @Override
    public void check(Input body) {
        FilterReader.read(body);
    }

    @Override
    public List<ReportColumn<Share>> columns() {
        return List.of(
                ReportColumn.of(
                        "route",
                        Kind.TEXT,
                        new Title("Route", "Маршрут"),
                        s -> String.join(" → ", s.route().states())),
                ReportColumn.of(
                        "result",
                        Kind.TEXT,
                        new Title("Result", "Результат"),
                        s -> s.route().result()),
                ReportColumn.of(
                        "sessions",
                        Kind.INTEGER,
                        new Title("Sessions", "Сессий"),
                        s -> s.route().sessions()),
                ReportColumn.of(
                        "sharePercent",
                        Kind.DECIMAL,
                        new Title("Share, %", "Доля, %"),
                        s -> 100.0 * s.route().sessions() / s.allSessions()));
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.stateRoutes().countRoutes(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, List<Fact<?>> facts, Consumer<Share> next) {
        store.stateRoutes().stream(request.projects().keySet(), FilterReader.read(request.input()), next);
    }
}
