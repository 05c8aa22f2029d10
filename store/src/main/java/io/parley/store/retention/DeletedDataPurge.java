// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;

/** The removal of deleted data from the engine's files. */
public final class DeletedDataPurge {
    private final Engine engine;
    private final ConversationLog log;

    public DeletedDataPurge(Engine engine, ConversationLog log) {
        this.engine = engine;
        this.log = log;
    }

    /**
     * Removes deleted data from the engine's files, too, as far as the engine leaves it there. Writes of bots wait for
     * single steps, not for the whole.
     */
    public void run() {
        engine.purgeDeleted(step -> log.edit(sql -> {
            step.accept(sql);
            return step;
        }));
    }
}
