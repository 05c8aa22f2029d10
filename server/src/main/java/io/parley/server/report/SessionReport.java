// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
import java.util.List;
import java.util.function.Consumer;

/** Report of sessions, one row each: the vendor's columns in the vendor's order, then the sessions' data. */
final class SessionReport implements ReportContent<ProjectedRow> {

    @Override
    public void check(JsonInput body) {
        FilterReader.read(body);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> columns() {
        return List.of(
                SessionColumns.PROJECT,
                SessionColumns.CHANNEL_TYPE,
                SessionColumns.CHANNEL_ID,
                SessionColumns.CLIENT_ID,
                SessionColumns.CLIENT_NAME,
                SessionColumns.SESSION_ID,
                SessionColumns.START,
                SessionColumns.END,
                SessionColumns.FIRST_PHRASE,
                SessionColumns.LAST_PHRASE,
                SessionColumns.DURATION,
                SessionColumns.PHRASE_COUNT,
                SessionColumns.LABELS,
                SessionColumns.RESULT,
                SessionColumns.TRANSFER,
                SessionColumns.CALL_DIRECTION,
                SessionColumns.CALL_CAMPAIGN);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> moreColumns(ReportQueries queries, ReportRequest request) {
        return SessionColumns.ofData(queries, request, FilterReader.read(request.input()));
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.conversations().countSessions(request.projects().keySet(), FilterReader.read(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<ProjectedRow> next) {
        queries.conversations()
                .streamSessions(request.projects().keySet(), FilterReader.read(request.input()), facts, next);
    }
}
