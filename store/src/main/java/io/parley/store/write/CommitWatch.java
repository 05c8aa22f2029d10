// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import java.time.Duration;

/** Hears of what the log commits; on the writer's thread, which waits for it. */
@FunctionalInterface
public interface CommitWatch {

    /**
     * A transaction with what bots reported.
     *
     * @param submissions that shared it
     * @param fresh records that changed the log
     * @param repeated records that the log held already
     * @param took from its beginning to its commit
     */
    record Commit(int submissions, long fresh, long repeated, Duration took) {}

    void committed(Commit commit);
}
