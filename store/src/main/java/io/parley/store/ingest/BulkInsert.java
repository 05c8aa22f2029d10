// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.store.engine.Engine;
import io.parley.store.table.RowTable;
import java.util.Collection;
import org.jooq.DSLContext;

/** Bulk insert by the engine's fastest method, inside the current transaction. */
public final class BulkInsert {
    private BulkInsert() {}

    public static <R> void append(Engine engine, DSLContext transaction, RowTable<R> table, Collection<R> rows) {
        if (!rows.isEmpty()) {
            transaction.connection(connection -> engine.append(
                    connection,
                    table.name(),
                    table.fields(),
                    rows.stream().map(table::values).toList()));
        }
    }
}
