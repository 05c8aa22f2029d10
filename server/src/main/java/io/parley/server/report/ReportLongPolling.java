// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.ApiException;
import io.parley.core.error.Overload;
import io.parley.server.task.TaskKinds;
import io.parley.store.FailureLog;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Long polling for reports. One thread polls the task table for all waiting callers, so that it also finds reports
 * that other nodes wrote. Reports that ended before are read in one batch for all callers that arrived meanwhile.
 */
@Component
class ReportLongPolling implements SmartLifecycle {
    private static final long LOOK_EVERY_MS = 200;

    /** Most callers that may wait, each with one of the server's connections (our decision). */
    private static final int MOST_WAITING = 1_000;

    /**
     * Longest time between a task's end and the commit that makes it visible. A waiting caller found no ended task at
     * first, so every later one is new to it.
     */
    private static final Duration UNSEEN = Duration.ofMinutes(2);

    private final TaskRepository tasks;
    private final TaskKinds kinds;
    private final FailureLog failures = new FailureLog(ReportLongPolling.class);
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    /** Waiters for which tasks that ended earlier are not looked up yet. */
    private final BlockingQueue<Waiter> newcomers = new LinkedBlockingQueue<>();

    private volatile boolean running;

    ReportLongPolling(TaskRepository tasks, TaskKinds kinds) {
        this.tasks = tasks;
        this.kinds = kinds;
    }

    /** Caller that waits for reports. */
    private record Waiter(
            long accountId,
            @Nullable String taskId,
            Instant since,
            Predicate<Task> wanted,
            CompletableFuture<List<Task>> answer) {

        /** Completes the answer if any of the tasks matches. */
        void tell(List<Task> ended) {
            List<Task> mine = ended.stream()
                    .filter(wanted)
                    .sorted(Comparator.comparing(Task::finishedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .toList();
            if (!mine.isEmpty()) {
                answer.complete(mine);
            }
        }
    }

    /**
     * Returns the reports of an account that have ended, the last thousand, in order of their end. If there are none,
     * waits for the next to end.
     *
     * @param projectId null for all projects of the account
     * @param taskId null for any task
     * @param from only reports that ended at this time or later
     * @param patience timeout, after which the answer is empty
     * @throws ApiException when too many callers wait already
     */
    CompletableFuture<List<Task>> await(
            long accountId, @Nullable Long projectId, @Nullable String taskId, Instant from, Duration patience) {
        Instant since = from.truncatedTo(ChronoUnit.MILLIS);
        Waiter waiter = new Waiter(
                accountId,
                taskId,
                since,
                task -> task.accountId() == accountId
                        && (projectId == null || projectId.equals(task.projectId()))
                        && (taskId == null || taskId.equals(task.id()))
                        && task.finishedAt() != null
                        && !task.finishedAt().isBefore(since),
                new CompletableFuture<>());
        if (patience.isZero()) {
            answerFinishedReports(accountId, List.of(waiter));
            waiter.answer().complete(List.of());
            return waiter.answer();
        }
        if (waiters.size() >= MOST_WAITING) {
            throw ApiException.overloaded(Overload.WAITING_FOR_REPORTS);
        }
        // Register before the lookup of ended tasks: a task that ends in between is then found by one of the two.
        waiters.add(waiter);
        waiter.answer().whenComplete((tasks, failure) -> waiters.remove(waiter));
        newcomers.add(waiter);
        if (!running) {
            waiter.answer().complete(List.of());
        }
        return waiter.answer().completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long looked = System.nanoTime();
        while (running) {
            try {
                Waiter newcomer = newcomers.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                if (newcomer != null) {
                    List<Waiter> together = new ArrayList<>(List.of(newcomer));
                    newcomers.drainTo(together);
                    together.stream()
                            .collect(Collectors.groupingBy(Waiter::accountId))
                            .forEach(this::answerFinishedReports);
                }
                if (!waiters.isEmpty() && System.nanoTime() - looked >= TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS)) {
                    looked = System.nanoTime();
                    List<Task> ended = tasks.endedSince(tasks.now().minus(UNSEEN), kinds.all());
                    waiters.forEach(waiter -> waiter.tell(ended));
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                failures.warn("could not look for ended reports", e);
            }
        }
    }

    private void answerFinishedReports(long accountId, List<Waiter> together) {
        try {
            Instant from = together.stream()
                    .map(Waiter::since)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            List<Task> ended = tasks.ended(accountId, null, from, kinds.all());
            Map<String, List<Task>> earlier = new HashMap<>();
            for (Waiter waiter : together) {
                String id = waiter.taskId;
                // A task that ended before the last thousand is looked up by its id, once for all its waiters.
                waiter.tell(
                        id == null || ended.size() < TaskRepository.MOST_ENDED
                                ? ended
                                : earlier.computeIfAbsent(
                                        id,
                                        any -> tasks.get(accountId, null, id).stream()
                                                .toList()));
            }
        } catch (Throwable e) {
            together.forEach(waiter -> waiter.answer().completeExceptionally(e));
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("report-events").daemon().start(this::look);
    }

    /** Completes all answers as empty, before the server waits for the requests in flight. */
    @Override
    public void stop() {
        running = false;
        waiters.forEach(waiter -> waiter.answer().complete(List.of()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
