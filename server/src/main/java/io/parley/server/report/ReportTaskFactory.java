// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.core.i18n.Language;
import io.parley.store.account.Project;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates report tasks from requests. */
@Component
public final class ReportTaskFactory {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm", Locale.ROOT);

    private final Clock clock;

    ReportTaskFactory(Clock clock) {
        this.clock = clock;
    }

    /**
     * Creates a task that writes a report; it is not in the queue yet.
     *
     * @param projects the projects of the report
     * @param body filters and settings, as in the request that starts it
     * @param zone the caller's time zone
     * @throws io.parley.core.error.ApiException when the report cannot be written
     */
    public Task task(
            Report report, long accountId, List<Project> projects, JsonInput body, ZoneId zone, Language language) {
        return task(request(report, projects, body, zone, language), accountId, projects);
    }

    static ReportRequest request(
            Report report, List<Project> projects, JsonInput body, ZoneId zone, Language language) {
        return ReportRequest.of(
                report,
                projects.stream().collect(Collectors.toMap(Project::id, Project::shortName)),
                body,
                zone,
                language);
    }

    Task task(ReportRequest request, long accountId, List<Project> projects) {
        Project only = projects.size() == 1 ? projects.getFirst() : null;
        return new Task(
                UUID.randomUUID().toString(),
                accountId,
                only == null ? null : only.id(),
                request.report().type(),
                request.toJson(),
                TaskStatus.CREATED,
                0,
                null,
                fileName(request, only),
                null,
                clock.instant(),
                null);
    }

    /** Returns a name from the report, its project and the minute in the caller's time zone. */
    private String fileName(ReportRequest request, @Nullable Project project) {
        String about = project == null ? "all" : project.shortName();
        return request.report().path() + "_" + about + "_"
                + MINUTE.format(clock.instant().atZone(request.zone())) + "."
                + request.settings().fileType().extension();
    }
}
