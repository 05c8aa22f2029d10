// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.server.maintenance.MaintenanceTask;
import io.parley.server.task.TaskFiles;
import io.parley.server.task.TaskHandler;
import io.parley.server.task.TaskProgress;
import io.parley.store.Store;
import io.parley.store.retention.CleanupService;
import io.parley.store.retention.ErasureService;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Job that deletes data. Each step is a separate, idempotent transaction, so that a retry after a crash executes all
 * of them.
 */
@Component
final class MaintenanceTaskHandler implements TaskHandler {
    private final Store store;
    private final TaskFiles files;

    MaintenanceTaskHandler(Store store, TaskFiles files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public Set<String> kinds() {
        return MaintenanceTask.KINDS;
    }

    @Override
    public long perform(Task task, Path file, TaskProgress progress) {
        MaintenanceTask.Request request = MaintenanceTask.Request.of(task);
        return switch (MaintenanceTask.valueOf(task.kind())) {
            case CLEANUP -> cleanUp(request, progress);
            case ERASURE -> erase(request, progress);
        };
    }

    private long cleanUp(MaintenanceTask.Request request, TaskProgress progress) {
        long project = request.projectId();
        Instant before = Objects.requireNonNull(request.before());
        CleanupService cleanups = store.cleanups();
        progress.total(cleanups.count(project, before));
        long cleaned = 0;
        CleanupService.Step step = cleanups.clean(project, Instant.EPOCH, before);
        while (step.messages() > 0) {
            cleaned += step.messages();
            progress.done(step.messages());
            step = cleanups.clean(project, step.reached(), before);
        }
        int pieces = store.pieces().forgetBefore(project, before);
        store.quarantine().forgetBefore(project, before);
        cleanups.deleteFiles(project, before).forEach(files::delete);
        if (cleaned > 0 || pieces > 0) {
            store.purgeDeleted();
        }
        return cleaned;
    }

    private long erase(MaintenanceTask.Request request, TaskProgress progress) {
        ErasureService erasures = store.erasures();
        Erasure erasure = erasures.get(request.projectId(), Objects.requireNonNull(request.clientKey()))
                .orElseThrow(() -> new IllegalStateException("an erasure is noted before its task"));
        progress.total(erasures.count(erasure));
        // This must come first, while the client's names are still known.
        erasures.redactMentions(erasure).forEach(files::delete);
        long erased = 0;
        ErasureService.Reached reached = erasures.eraseSome(erasure, ErasureService.Reached.NOTHING);
        while (reached.messages() > 0) {
            erased += reached.messages();
            progress.done(reached.messages());
            reached = erasures.eraseSome(erasure, reached);
        }
        erasures.eraseClient(erasure);
        // This must come after the deletion: only now can no new report contain data of the client.
        erasures.deleteFiles(erasure).forEach(files::delete);
        store.purgeDeleted();
        erasures.finish(erasure);
        return erased;
    }
}
