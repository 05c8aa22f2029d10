// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.problem.Refused;
import io.parley.server.report.Reporting;
import io.parley.server.task.Rounds;
import io.parley.server.task.TaskWorker;
import io.parley.store.Store;
import io.parley.store.directory.Directory;
import io.parley.store.directory.Project;
import io.parley.store.task.Schedule;
import io.parley.store.task.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts reports into the queue when it is time for them. What came due while no server ran is made up for once, however often it came due.
 */
@Component
class Scheduler extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Schedules schedules;
    private final Directory directory;
    private final Reporting reporting;
    private final TaskWorker worker;
    private final Clock clock;

    Scheduler(Store store, Reporting reporting, TaskWorker worker, Clock clock) {
        super("report-schedules", LOOK_EVERY, "schedules that are due");
        this.schedules = store.schedules();
        this.directory = store.directory();
        this.reporting = reporting;
        this.worker = worker;
        this.clock = clock;
    }

    /** Makes the tasks of all schedules that are due. */
    @Override
    protected void runDue() {
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
}
