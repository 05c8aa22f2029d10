package io.parley.store.query;

import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.rows.RowTable;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;

/** How every list is paged: one condition for the page and for the exact count. */
final class Lists {
    private Lists() {}

    static <R> Page<R> page(
            DSLContext sql, RowTable<R> table, Condition condition, List<OrderField<?>> order, PageRequest request) {
        long total = count(sql, table, condition);
        List<R> rows = request.offset() >= total
                ? List.of()
                : sql.select(table.fields())
                        .from(table.table())
                        .where(condition)
                        .orderBy(order)
                        .limit(request.size())
                        .offset(request.offset())
                        .fetch(table::read);
        return new Page<>(request, total, rows);
    }

    static long count(DSLContext sql, RowTable<?> table, Condition condition) {
        return sql.selectCount().from(table.table()).where(condition).fetchSingle(0, Long.class);
    }
}
