// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** A counter of the rows that are read from a store, to detect costs that grow with its size. */
public final class RowReadCounter {
    private RowReadCounter() {}

    /** Returns how many rows a task reads. */
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
