// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import java.time.Duration;

/** A listener for the log's commits. It is called on the writer's thread, which waits for it. */
@FunctionalInterface
public interface CommitListener {

    /**
     * A transaction with reported records.
     *
     * @param submissions number of submissions that shared it
     * @param fresh records that changed the log
     * @param repeated records that the log contained already
     * @param took time from its beginning to its commit
     */
    record Commit(int submissions, long fresh, long repeated, Duration took) {}

    void committed(Commit commit);
}
