// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/** A listener that passes the running statement of a thread to the thread's {@link CancellationScope}. */
public final class StatementCancellation implements ExecuteListener {
    private final transient Ending ending;
    private final transient ThreadLocal<@Nullable CancellationScope> open = new ThreadLocal<>();

    /** Cancels a running statement of the engine. */
    public interface Ending {
        CancellationScope.Cancel of(ExecuteContext context);
    }

    public StatementCancellation(Ending ending) {
        this.ending = ending;
    }

    /** Begins work of this thread that another thread may interrupt. */
    public CancellationScope openCancellationScope() {
        if (open.get() != null) {
            throw new IllegalStateException("the thread's work can be interrupted already");
        }
        CancellationScope begun = new CancellationScope(open::remove);
        open.set(begun);
        return begun;
    }

    /** Extends an interruption of this thread to further work, until the result is closed. */
    public OpenResult reading(CancellationScope.Cancel cancel) {
        CancellationScope mine = open.get();
        if (mine == null) {
            return () -> {};
        }
        mine.begin(cancel);
        return () -> mine.end(cancel);
    }

    @Override
    public void executeStart(ExecuteContext context) {
        CancellationScope mine = open.get();
        if (mine != null && context.statement() != null) {
            CancellationScope.Cancel cancel = ending.of(context);
            context.data(this, cancel);
            mine.begin(cancel);
        }
    }

    /** After this, rows are read, see {@link Engine#reading}. */
    @Override
    public void executeEnd(ExecuteContext context) {
        ended(context);
    }

    @Override
    public void exception(ExecuteContext context) {
        ended(context);
    }

    private void ended(ExecuteContext context) {
        CancellationScope mine = open.get();
        if (mine != null && context.data(this) instanceof CancellationScope.Cancel cancel) {
            mine.end(cancel);
        }
    }
}
