// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** Counts the rows that come out of a store, by which costs that grow show. */
public final class RowsRead {
    private RowsRead() {}

    /** How many rows something reads. */
    public static int by(Store store, Runnable task) {
        AtomicInteger rows = new AtomicInteger();
        Configuration configuration = StoreProbe.sql(store).configuration();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void recordEnd(ExecuteContext context) {
                rows.incrementAndGet();
            }
        }));
        try {
            task.run();
        } finally {
            configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {}));
        }
        return rows.get();
    }
}
