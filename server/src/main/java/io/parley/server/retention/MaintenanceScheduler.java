// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.server.ParleyProperties;
import io.parley.server.maintenance.MaintenanceTask;
import io.parley.server.task.PeriodicJob;
import io.parley.server.task.TaskWorker;
import io.parley.store.Store;
import io.parley.store.account.Project;
import io.parley.store.retention.CleanupPolicy;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Timer that starts due cleanups of projects, repeats erasures that failed, and deletes pieces of idle conversations. */
@Component
class MaintenanceScheduler extends PeriodicJob {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceScheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    /** Delay before an unfinished erasure is retried. */
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final Store store;
    private final TaskWorker worker;
    private final Clock clock;
    private final Duration keepPieces;
    private Instant looked;

    MaintenanceScheduler(Store store, TaskWorker worker, ParleyProperties configuration, Clock clock) {
        super("chore-clock", LOOK_EVERY, "what is to be deleted");
        this.store = store;
        this.worker = worker;
        this.clock = clock;
        this.keepPieces = configuration.keepPieces();
        this.looked = Instant.MIN;
    }

    /** Creates the tasks that are due. */
    @Override
    protected void runDue() {
        each(store.cleanups().due(), this::run);
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(AGAIN_AFTER))) {
            each(store.erasures().unfinished(now.minus(AGAIN_AFTER)), this::again);
            store.pieces().forgetIdle(now.minus(keepPieces));
            looked = now;
        }
    }

    /** Handles each element; a failure of one does not stop the others. */
    private <T> void each(List<T> due, Consumer<T> run) {
        for (T one : due) {
            try {
                run.accept(one);
            } catch (Throwable e) {
                if (store.isUnavailable(e)) {
                    throw e;
                }
                failures().error("the task of a cleanup or an erasure could not be made", e);
            }
        }
    }

    private void run(CleanupPolicy due) {
        project(due.projectId()).ifPresent(project -> {
            Instant now = clock.instant();
            if (store.cleanups().run(due, MaintenanceTask.cleanup(project, due.limit(now), now))) {
                worker.call();
            }
        });
    }

    private void again(Erasure erasure) {
        project(erasure.projectId()).ifPresent(project -> {
            Task task = MaintenanceTask.erasure(project, erasure.clientKey(), clock.instant());
            if (!store.tasks().isInQueue(task.kind(), task.request())) {
                LOG.warn("an erasure that was asked for at {} is not done; it is tried again", erasure.askedAt());
                store.tasks().add(task);
                worker.call();
            }
        });
    }

    private Optional<Project> project(long id) {
        return store.accounts().project(id);
    }
}
