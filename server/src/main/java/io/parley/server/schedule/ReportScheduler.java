// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.error.ApiException;
import io.parley.server.report.ReportTaskFactory;
import io.parley.server.task.PeriodicJob;
import io.parley.server.task.TaskWorker;
import io.parley.store.StoreHealth;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.task.Schedule;
import io.parley.store.task.ScheduleRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Timer that queues due reports. After a downtime of all servers, a schedule that was due several times runs once. */
@Component
class ReportScheduler extends PeriodicJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReportScheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /**
     * Delay before a retry when the next due time is unknown, for example because the schedule's time zone no longer
     * exists.
     */
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final StoreHealth health;
    private final ScheduleRepository schedules;
    private final AccountRepository accounts;
    private final ReportTaskFactory reporting;
    private final TaskWorker worker;

    ReportScheduler(
            ScheduleRepository schedules,
            AccountRepository accounts,
            StoreHealth health,
            ReportTaskFactory reporting,
            TaskWorker worker) {
        super("report-schedules", LOOK_EVERY, "schedules that are due");
        this.health = health;
        this.schedules = schedules;
        this.accounts = accounts;
        this.reporting = reporting;
        this.worker = worker;
    }

    /** Creates the tasks of all due schedules. */
    @Override
    protected void runDue() {
        long last = 0;
        for (List<Schedule> due = schedules.dueAfter(last); !due.isEmpty(); due = schedules.dueAfter(last)) {
            runEach(due);
            last = due.getLast().id();
        }
    }

    private void runEach(List<Schedule> due) {
        for (Schedule schedule : due) {
            try {
                run(schedule);
            } catch (ApiException refused) {
                // For example: its project was deleted, its filters are no longer valid, or too many reports are in the
                // queue.
                failed(schedule, refused.words());
            } catch (Throwable e) {
                if (health.isUnavailable(e)) {
                    // All schedules stay due.
                    throw e;
                }
                failures().errorEach("a schedule failed", "schedule " + schedule.id() + " failed", e);
                failed(schedule, "the report could not be started; the server's log says why");
            }
        }
    }

    /** Stores the failure in the schedule. A failure to do so does not stop other schedules. */
    private void failed(Schedule due, String reason) {
        try {
            Instant next = nextAfterFailure(due);
            LOG.warn("schedule {} came to nothing, and is due again at {}: {}", due.id(), next, reason);
            schedules.failed(due, reason, next);
        } catch (Throwable e) {
            failures().warn("the failure of a schedule could not be noted", e);
        }
    }

    private Instant nextAfterFailure(Schedule due) {
        Instant now = schedules.now();
        try {
            return new CronSchedule(due.cron(), ZoneId.of(due.zone())).next(now);
        } catch (RuntimeException unreadable) {
            return now.plus(AGAIN_AFTER);
        }
    }

    private void run(Schedule due) {
        ZoneId zone = ZoneId.of(due.zone());
        List<Project> projects = accounts.projects(due.accountId()).stream()
                .filter(project -> due.projectId() == null || project.id() == due.projectId())
                .toList();
        var task = ScheduledReport.fromJson(due.request())
                .task(reporting, due.accountId(), projects, due.nextRunAt(), zone);
        Instant next = new CronSchedule(due.cron(), zone).next(schedules.now());
        if (schedules.run(due, task, next)) {
            LOG.info("schedule {} began task {}; next at {}", due.id(), task.id(), next);
            worker.call();
        }
    }
}
