// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.core.i18n.LocalizedText;
import io.parley.server.report.ReportColumn.Kind;
import io.parley.server.report.ReportColumn.Texts;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.StateRouteQueries.Share;
import java.util.List;
import java.util.function.Consumer;

/** Report of the paths through a bot's states, one row each, the most frequent first. */
final class RouteReport implements ReportContent<Share> {

    @Override
    public void check(JsonInput body) {
        FilterReader.read(body);
    }

    @Override
    public List<ReportColumn<Share>> columns() {
        return List.of(
                ReportColumn.of(
                        "route",
                        Kind.TEXTS,
                        new LocalizedText("Route", "Маршрут"),
                        s -> Texts.of(s.route().states(), " → ")),
                ReportColumn.of(
                        "result",
                        Kind.TEXT,
                        new LocalizedText("Result", "Результат"),
                        s -> s.route().result()),
                ReportColumn.of(
                        "sessions",
                        Kind.INTEGER,
                        new LocalizedText("Sessions", "Сессий"),
                        s -> s.route().sessions()),
                ReportColumn.of(
                        "sharePercent",
                        Kind.DECIMAL,
                        new LocalizedText("Share, %", "Доля, %"),
                        s -> 100.0 * s.route().sessions() / s.allSessions()));
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.stateRoutes().countRoutes(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<Share> next) {
        queries.stateRoutes().stream(request.projects().keySet(), FilterReader.read(request.input()), next);
    }
}
