// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.Fact;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a report holds.
 *
 * @param <R> what a row is made of
 */
interface ReportContent<R> {

    /** Refuses a body by which the report cannot be written; what says how the file looks has been read by then. */
    void check(Input body);

    /** The columns that the report always has, in order. */
    List<ReportColumn<R>> columns();

    /** The columns that follow, by what the report is about. */
    default List<ReportColumn<R>> moreColumns(Store store, ReportRequest request) {
        return List.of();
    }

    /** How many rows there are. */
    long count(Store store, ReportRequest request);

    /**
     * Hands on the rows, one at a time.
     *
     * @param facts those that the report's columns are made of
     */
    void stream(Store store, ReportRequest request, List<Fact<?>> facts, Consumer<R> next);
}
