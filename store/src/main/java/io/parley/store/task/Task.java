// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done in the background.
 *
 * @param projectId null for a task over all projects of the account
 * @param kind which work it is
 * @param request what to do, as JSON; only those who do work of this kind read it
 * @param writeCount rows done so far
 * @param totalCount rows there are to do; null before that is known
 * @param fileName what the file that it writes is called; null when it writes none
 * @param failure why it failed, in words for the person who started it
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
