// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Knows which statement each thread waits for, so that another one can end it. */
final class RunningStatements implements ExecuteListener {
    private final transient Map<Thread, Statement> running = new ConcurrentHashMap<>();

    @Override
    public void executeStart(ExecuteContext context) {
        Statement statement = context.statement();
        if (statement != null) {
            running.put(Thread.currentThread(), statement);
        }
    }

    /** From here on rows are read, some at a time: whoever reads them can stop by itself. */
    @Override
    public void executeEnd(ExecuteContext context) {
        running.remove(Thread.currentThread());
    }

    @Override
    public void exception(ExecuteContext context) {
        running.remove(Thread.currentThread());
    }

    /** Ends what the thread waits for, with an error there; nothing happens when it waits for nothing. */
    void interrupt(Thread reader) {
        Statement statement = running.get(reader);
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                throw new StoreFailure("cannot interrupt: " + e.getMessage(), e);
            }
        }
    }
}
