package io.parley.server.retention;

import io.parley.server.task.Chore;
import io.parley.server.task.TaskWorker;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.retention.Cleanup;
import io.parley.store.rows.Erasure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has projects cleaned up when it is time for them, and erasures done whose tasks failed. */
@Component
class ChoreClock implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChoreClock.class);
    private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
    /** How long after an erasure was asked for, or tried again, it is tried again. */
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final Store store;
    private final TaskWorker worker;
    private final Clock clock;
    private volatile boolean running;
    private Instant looked;

    ChoreClock(Store store, TaskWorker worker, Clock clock) {
        this.store = store;
        this.worker = worker;
        this.clock = clock;
        this.looked = Instant.MIN;
    }

    /** Makes the tasks that it is time for. */
    void runDue() {
        store.cleanups().due().forEach(this::run);
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(AGAIN_AFTER))) {
            looked = now;
            store.erasures().unfinished(now.minus(AGAIN_AFTER)).forEach(this::again);
        }
    }

    private void run(Cleanup due) {
        project(due.projectId()).ifPresent(project -> {
            Instant now = clock.instant();
            Chore.Request request =
                    new Chore.Request(project.id(), project.shortName(), due.limit(now), null);
            if (store.cleanups().run(due, Chore.CLEANUP.task(project.accountId(), request, now))) {
                worker.call();
            }
        });
    }

    private void again(Erasure erasure) {
        project(erasure.projectId()).ifPresent(project -> {
            Chore.Request request =
                    new Chore.Request(project.id(), project.shortName(), null, erasure.clientKey());
            if (!store.tasks().isInQueue(Chore.ERASURE.name(), request.toJson())) {
                LOG.warn("an erasure that was asked for at {} is not done; it is tried again", erasure.askedAt());
                store.tasks().add(Chore.ERASURE.task(project.accountId(), request, clock.instant()));
                worker.call();
            }
        });
    }

    private Optional<Project> project(long id) {
        return store.directory().project(id);
    }

    private void work() {
        while (running) {
            try {
                runDue();
            } catch (RuntimeException e) {
                LOG.error("could not look for what is to be deleted", e);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("chore-clock").daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
