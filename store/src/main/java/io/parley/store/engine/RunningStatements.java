// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/** A listener that passes the running statement of a thread to the thread's {@link Interruption}. */
final class RunningStatements implements ExecuteListener {
    private final transient Ending ending;
    private final transient ThreadLocal<@Nullable Interruption> open = new ThreadLocal<>();

    /** Cancels a running statement of the engine. */
    interface Ending {
        Interruption.Cancel of(ExecuteContext context);
    }

    RunningStatements(Ending ending) {
        this.ending = ending;
    }

    /** Begins work of this thread that another thread may interrupt. */
    Interruption interruptible() {
        if (open.get() != null) {
            throw new IllegalStateException("the thread's work can be interrupted already");
        }
        Interruption begun = new Interruption(open::remove);
        open.set(begun);
        return begun;
    }

    /** Extends an interruption of this thread to further work, until the result is closed. */
    OpenAnswer reading(Interruption.Cancel cancel) {
        Interruption mine = open.get();
        if (mine == null) {
            return () -> {};
        }
        mine.begin(cancel);
        return () -> mine.end(cancel);
    }

    @Override
    public void executeStart(ExecuteContext context) {
        Interruption mine = open.get();
        if (mine != null && context.statement() != null) {
            Interruption.Cancel cancel = ending.of(context);
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
        Interruption mine = open.get();
        if (mine != null && context.data(this) instanceof Interruption.Cancel cancel) {
            mine.end(cancel);
        }
    }
}
