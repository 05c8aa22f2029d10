package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A background task that writes a report.
 *
 * @param projectId null for a report over all projects of the account
 * @param request what to do, as JSON
 * @param writeCount rows written so far
 * @param totalCount rows there are to write; null before that is known
 * @param failure why it failed, in words for the person who started it
 */
public record ReportTask(
        String id,
        long accountId,
        @Nullable Long projectId,
        String reportType,
        String request,
        TaskStatus status,
        long writeCount,
        @Nullable Long totalCount,
        @Nullable String fileName,
        @Nullable String failure,
        Instant createdAt) {}
