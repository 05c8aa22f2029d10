// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.ErrorDto;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestAddress;
import io.parley.server.http.RequestMemoryFilter;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.task.TaskKinds;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints that wait for reports (contract: long polling). Reading does not consume events: the same ones can be
 * read again.
 */
@RestController
class ReportEventController {
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
    /** Longer ones are shortened: nginx, by default, ends a call without an answer after 60 s. */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(50);

    private final TaskRepository tasks;
    private final TaskKinds kinds;
    private final ReportLongPolling events;

    ReportEventController(TaskRepository tasks, TaskKinds kinds, ReportLongPolling events) {
        this.tasks = tasks;
        this.kinds = kinds;
        this.events = events;
    }

    record AsyncResponses(List<AsyncResponse> response) {}

    /**
     * Event that a report has ended (contract).
     *
     * @param responseTime when it ended
     * @param payload the task
     * @param error null if the report was written
     */
    record AsyncResponse(
            boolean isOk,
            String requestId,
            Instant requestTime,
            Instant responseTime,
            ReportTaskInfo payload,
            @Nullable ErrorDto error) {}

    @RequiresPermission(Permission.READ)
    @GetMapping("/api/v1/async/events")
    CompletableFuture<AsyncResponses> events(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        String taskId = query.text("requestId").orElse(null);
        if (taskId != null
                && tasks.get(caller.accountId(), caller.onlyProjectId(), taskId).isEmpty()) {
            throw ApiException.field(ErrorCode.TASK, "requestId", taskId, "the id of a task that is not deleted");
        }
        String reporter = RequestAddress.base(request) + caller.address();
        MemoryBudget.Lease lease = RequestMemoryFilter.of(request);
        return events.await(
                        caller.accountId(),
                        caller.onlyProjectId(),
                        taskId,
                        Objects.requireNonNullElse(query.instant("startTime"), Instant.EPOCH),
                        patience(query))
                .thenApply(ended -> responses(ended, reporter, lease, request));
    }

    /** The answer to a call, which may not be the one that this thread worked for last. */
    private AsyncResponses responses(
            List<Task> ended, String reporter, MemoryBudget.Lease lease, HttpServletRequest request) {
        MemoryBudget.@Nullable Lease former = MemoryBudget.setCurrent(lease);
        try {
            return new AsyncResponses(ended.stream()
                    .map(task -> response(
                            task, ReportTaskInfo.of(task, kinds, reporter).in(request)))
                    .toList());
        } finally {
            MemoryBudget.setCurrent(former);
        }
    }

    /**
     * Returns the timeout. The contract has a number without a unit: a large one means milliseconds, otherwise
     * seconds (our decision).
     */
    private static Duration patience(QueryParameters query) {
        int timeout = query.integer("timeout", Math.toIntExact(DEFAULT_PATIENCE.toSeconds()));
        if (timeout < 0) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, "timeout", timeout, "seconds up to 60, or milliseconds from 1000 to 60000");
        }
        Duration asked = timeout < 1000 ? Duration.ofSeconds(timeout) : Duration.ofMillis(timeout);
        return asked.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : asked;
    }

    private static AsyncResponse response(Task task, ReportTaskInfo payload) {
        boolean ok = task.status() == TaskStatus.COMPLETED;
        return new AsyncResponse(
                ok,
                task.id(),
                task.createdAt(),
                Objects.requireNonNull(task.finishedAt()),
                payload,
                ok ? null : ErrorDto.of(ApiException.because(ErrorCode.TASK_FAILED, String.valueOf(task.failure()))));
    }
}
