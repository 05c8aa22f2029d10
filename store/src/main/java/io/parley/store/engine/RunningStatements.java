// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/** Tells the {@link Interruption} of a thread which statement the thread waits for. */
final class RunningStatements implements ExecuteListener {
    private final transient Ending ending;
    private final transient ThreadLocal<@Nullable Interruption> open = new ThreadLocal<>();

    /** How the engine ends a statement that runs. */
    interface Ending {
        Interruption.Cancel of(ExecuteContext context);
    }

    RunningStatements(Ending ending) {
        this.ending = ending;
    }

    /** Begins work of this thread that another thread may end. */
    Interruption interruptible() {
        if (open.get() != null) {
            throw new IllegalStateException("the thread's work can be interrupted already");
        }
        Interruption begun = new Interruption(open::remove);
        open.set(begun);
        return begun;
    }

    /** Has an interruption of this thread end something, until what is returned is closed. */
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

    /** From here on rows are read, see {@link Engine#reading}. */
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
