package io.parley.server.report;

import io.parley.store.Store;
import io.parley.store.task.Task;
import io.parley.store.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets callers wait until reports end. However many wait, one thread looks at the task table for all of them, so that whatever node wrote a
 * report, it is heard of here.
 */
@Component
class ReportEvents implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReportEvents.class);

    private static final long LOOK_EVERY_MS = 200;

    /** How far the clocks of nodes may differ, and how long a commit may take. Who waits found nothing when coming, so all of it is news. */
    private static final Duration UNSEEN = Duration.ofMinutes(2);

    private final Tasks tasks;
    private final Clock clock;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    ReportEvents(Store store, Clock clock) {
        this.tasks = store.tasks();
        this.clock = clock;
    }

    /** Somebody who waits for reports. */
    private record Waiter(Predicate<Task> wanted, CompletableFuture<List<Task>> answer) {

        /** Answers if there is something to say. */
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
     * The reports of an account that have ended, in the order in which they did; if there are none yet, those that end next.
     *
     * @param projectId null for those of all the account's projects
     * @param taskId null for those of any task
     * @param from only those that ended then or later
     * @param patience how long to wait for one; then the answer is empty
     */
    CompletableFuture<List<Task>> await(
            long accountId, @Nullable Long projectId, @Nullable String taskId, Instant from, Duration patience) {
        Instant since = from.truncatedTo(ChronoUnit.MILLIS);
        Waiter waiter = new Waiter(
                task -> task.accountId() == accountId
                        && (projectId == null || projectId.equals(task.projectId()))
                        && (taskId == null || taskId.equals(task.id()))
                        && task.finishedAt() != null
                        && !task.finishedAt().isBefore(since),
                new CompletableFuture<>());
        // First in the book, then a look at the past: what ends in between is seen by one of the two.
        waiters.add(waiter);
        waiter.answer().whenComplete((tasks, failure) -> waiters.remove(waiter));
        try {
            waiter.tell(tasks.list(accountId, projectId, ReportJob.KINDS));
        } catch (RuntimeException e) {
            waiters.remove(waiter);
            throw e;
        }
        if (patience.isZero() || !running) {
            waiter.answer().complete(List.of());
        }
        return waiter.answer().completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        while (running) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
                if (!waiters.isEmpty()) {
                    List<Task> ended = tasks.endedSince(clock.instant().minus(UNSEEN), ReportJob.KINDS);
                    waiters.forEach(waiter -> waiter.tell(ended));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("could not look for ended reports", e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("report-events").daemon().start(this::look);
    }

    /** Sends everybody home, before the server waits for the requests in flight. */
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
