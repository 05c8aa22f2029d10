package io.parley.server.schedule;

import io.parley.core.problem.Refused;
import io.parley.server.report.Reporting;
import io.parley.server.task.TaskWorker;
import io.parley.store.Store;
import io.parley.store.directory.Directory;
import io.parley.store.directory.Project;
import io.parley.store.task.Schedule;
import io.parley.store.task.Schedules;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Puts reports into the queue when it is time for them. What came due while no server ran is made up for once, however often it came due.
 */
@Component
class Scheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final Schedules schedules;
    private final Directory directory;
    private final Reporting reporting;
    private final TaskWorker worker;
    private final Clock clock;
    private volatile boolean running;

    Scheduler(Store store, Reporting reporting, TaskWorker worker, Clock clock) {
        this.schedules = store.schedules();
        this.directory = store.directory();
        this.reporting = reporting;
        this.worker = worker;
        this.clock = clock;
    }

    /** Makes the tasks of all schedules that are due. */
    void runDue() {
        for (Schedule schedule : schedules.due()) {
            try {
                run(schedule);
            } catch (Refused refused) {
                // Its project is gone, or what it asks for is no longer understood.
                LOG.warn("schedule {} is deleted: {}", schedule.id(), refused.words());
                schedules.delete(schedule.id());
            }
        }
    }

    private void run(Schedule due) {
        ZoneId zone = ZoneId.of(due.zone());
        List<Project> projects = directory.projects(due.accountId()).stream()
                .filter(project -> due.projectId() == null || project.id() == due.projectId())
                .toList();
        var task = ScheduledReport.fromJson(due.request())
                .task(reporting, due.accountId(), projects, due.nextRunAt(), zone);
        Instant next = new Timing(due.cron(), zone).next(clock.instant());
        if (schedules.run(due, task, next)) {
            LOG.info("schedule {} began task {}; next at {}", due.id(), task.id(), next);
            worker.call();
        }
    }

    private void work() {
        while (running) {
            try {
                runDue();
            } catch (RuntimeException e) {
                LOG.error("could not look for schedules that are due", e);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("report-schedules").daemon().start(this::work);
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
