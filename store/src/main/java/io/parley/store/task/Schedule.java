// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recurring task.
 *
 * @param id assigned by the store
 * @param projectId null for one over all projects of the account
 * @param name for display
 * @param request the work to do, as JSON; interpreted only by the code that creates the tasks
 * @param cron cron expression of five fields
 * @param zone id of the time zone of {@code cron}
 * @param nextRunAt when it is due next
 * @param lastTaskId the last task that was created; null before the first
 * @param failure why no task could be created at the last run, as a message for people; null after a success
 */
public record Schedule(
        long id,
        long accountId,
        @Nullable Long projectId,
        String name,
        String request,
        String cron,
        String zone,
        Instant nextRunAt,
        @Nullable String lastTaskId,
        @Nullable String failure,
        Instant createdAt) {}
