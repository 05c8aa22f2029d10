// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that comes again and again.
 *
 * @param id given by the store
 * @param projectId null for one over all projects of the account
 * @param name what people call it
 * @param request what to do, as JSON; only those who make tasks of it read it
 * @param cron when, in five fields
 * @param zone whose clock {@code cron} means; a zone's id
 * @param nextRunAt when it is due next
 * @param lastTaskId the task that it made last; null before the first
 * @param failure why no task could be made when it was due last, in words; null when one was made
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
