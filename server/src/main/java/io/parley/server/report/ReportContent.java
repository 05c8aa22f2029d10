// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.store.query.ProjectedField;
import java.util.List;
import java.util.function.Consumer;

/**
 * Content of a report.
 *
 * @param <R> source of a row
 */
interface ReportContent<R> {

    /**
     * Validates the body of a request. Its {@link ReportSettings} have been read before.
     *
     * @throws io.parley.core.error.ApiException when the report cannot be written with this body
     */
    void check(JsonInput body);

    /** Returns the fixed columns, in order. */
    List<ReportColumn<R>> columns();

    /** Returns the columns after the fixed ones, which depend on the request. */
    default List<ReportColumn<R>> moreColumns(ReportQueries queries, ReportRequest request) {
        return List.of();
    }

    /** Returns the number of rows. */
    long count(ReportQueries queries, ReportRequest request);

    /**
     * Passes the rows to a consumer, one at a time.
     *
     * @param facts the facts of the report's columns
     */
    void stream(ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<R> next);
}
