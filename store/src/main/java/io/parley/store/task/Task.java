// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A background task.
 *
 * @param projectId null for a task over all projects of the account
 * @param kind the kind of work
 * @param request the work to do, as JSON; interpreted only by the code that does work of this kind
 * @param writeCount number of rows done so far
 * @param totalCount total number of rows; null before it is known
 * @param fileName display name of the file that it writes; null when it writes none
 * @param failure why it failed, as a message for people
 * @param finishedAt null until it is completed or failed
 */
public record Task(
        String id,
        long accountId,
        @Nullable Long projectId,
        String kind,
        String request,
        TaskStatus status,
        long writeCount,
        @Nullable Long totalCount,
        @Nullable String fileName,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
