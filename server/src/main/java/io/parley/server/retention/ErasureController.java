// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.server.edit.NamedClient;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.task.TaskWorker;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.retention.ErasureService;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that erase clients on request. They are our addition to the API. */
@RestController
@RequestMapping(Principal.REPORTER + "/clients")
class ErasureController {
    /** Most erasures in one call (our decision). */
    private static final int MOST = 10_000;

    private final AccountRepository accounts;
    private final ErasureService erasures;
    private final TaskWorker worker;
    private final RequestBodyReader bodies;
    private final Clock clock;

    ErasureController(
            AccountRepository accounts,
            ErasureService erasures,
            TaskWorker worker,
            RequestBodyReader bodies,
            Clock clock) {
        this.accounts = accounts;
        this.erasures = erasures;
        this.worker = worker;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Erasure, without the identity of the erased client.
     *
     * @param clientKey hash of the client's id, a number in decimal digits
     * @param upTo time of the last erased message
     * @param doneTime null before everything is erased
     */
    record ErasureInfo(
            String projectShortName,
            String botId,
            String clientKey,
            Instant upTo,
            Instant requestTime,
            @Nullable Instant doneTime) {}

    record ErasureList(List<ErasureInfo> erasures) {}

    record TasksStarted(List<TaskStarted> tasks) {}

    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/erase")
    TaskStarted erase(Principal caller, HttpServletRequest request) {
        NamedClient who = NamedClient.of(caller, bodies.parameters(request), accounts);
        Project project = who.project();
        Task task =
                erasures.ask(project.id(), who.botId(), new RequestValue<>("clientId", who.clientId()), task(project));
        worker.call();
        return TaskStarted.of(task);
    }

    /** Returns the erasures. After an older backup is restored, they have to be repeated. */
    @RequiresPermission(Permission.CONFIGURE)
    @GetMapping("/erasures")
    ErasureList list(Principal caller, HttpServletRequest request) {
        Map<Long, Project> projects =
                caller
                        .projects(new QueryParameters(request)
                                .text("projectShortName")
                                .orElse(null))
                        .stream()
                        .collect(Collectors.toMap(Project::id, project -> project));
        return new ErasureList(erasures.list(projects.keySet()).stream()
                .map(erasure -> info(erasure, Objects.requireNonNull(projects.get(erasure.projectId()))))
                .toList());
    }

    private static ErasureInfo info(Erasure erasure, Project project) {
        return new ErasureInfo(
                project.shortName(),
                erasure.botId(),
                Long.toString(erasure.clientKey()),
                erasure.upTo(),
                erasure.askedAt(),
                erasure.doneAt());
    }

    private record Repeated(Project project, String botId, long clientKey, Instant upTo) {}

    /** Repeats the erasures of such a list. */
    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/erasures")
    TasksStarted repeat(Principal caller, HttpServletRequest request) {
        JsonInput given = bodies.json(request).object().required("erasures", "a list of erasures");
        List<JsonInput> elements = given.elements();
        if (elements.size() > MOST) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, given.path(), elements.size(), "at most " + MOST + " erasures");
        }
        // All elements are validated before the first is executed.
        List<Repeated> all =
                elements.stream().map(element -> repeated(caller, element)).toList();
        List<TaskStarted> tasks = all.stream()
                .map(each -> TaskStarted.of(
                        erasures.repeat(each.project.id(), each.clientKey, each.botId, each.upTo, task(each.project))))
                .toList();
        worker.call();
        return new TasksStarted(tasks);
    }

    private static Repeated repeated(Principal caller, JsonInput element) {
        element.object();
        return new Repeated(
                caller.project(element.required("projectShortName", "the short name of a project")
                        .text()),
                TextNormalizer.storable(element.required("botId", "the id of the client's channel")
                        .notBlank()),
                element.required("clientKey", "the key of a client, as the list of erasures has it")
                        .integer(),
                element.required("upTo", "a date-time, such as 2021-02-14T21:00:00.234Z")
                        .upperEnd());
    }

    private Function<Erasure, Task> task(Project project) {
        return erasure -> MaintenanceTask.erasure(project, erasure.clientKey(), clock.instant());
    }
}
