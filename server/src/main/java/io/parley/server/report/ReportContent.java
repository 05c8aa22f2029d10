package io.parley.server.report;

import io.parley.core.problem.Input;
import io.parley.store.Store;
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

    /** Hands on the rows, some at a time; only those are in memory. */
    void stream(Store store, ReportRequest request, Consumer<List<R>> next);
}
