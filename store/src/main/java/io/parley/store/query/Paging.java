// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import io.parley.store.table.RowReader;
import io.parley.store.table.RowTable;
import java.util.Comparator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;

/** Pagination of all lists: one condition for the page and for the exact count. */
final class Paging {
    private Paging() {}

    static <R> Page<R> page(
            Engine engine,
            DSLContext sql,
            RowTable<R> table,
            Condition condition,
            List<OrderField<?>> order,
            PageRequest request) {
        List<R> rows = new RowReader(engine, sql).page(table, condition, order, request.size(), request.offset());
        // A page that is not full is the last one, so the total follows from it.
        boolean isLast = rows.size() < request.size() && (!rows.isEmpty() || request.offset() == 0);
        long total = isLast ? request.offset() + rows.size() : count(sql, table, condition);
        return new Page<>(request, total, rows);
    }

    /** Returns a page of rows that are all in memory. */
    static <R> Page<R> page(List<R> all, Comparator<R> order, PageRequest request) {
        List<R> rows = all.stream()
                .sorted(order)
                .skip(request.offset())
                .limit(request.size())
                .toList();
        return new Page<>(request, all.size(), rows);
    }

    static long count(DSLContext sql, RowTable<?> table, Condition condition) {
        return sql.selectCount().from(table.table()).where(condition).fetchSingle(0, Long.class);
    }
}
