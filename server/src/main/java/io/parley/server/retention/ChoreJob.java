// SPDX-License-Identifier: Apache-2.0
package io.parley.server.retention;

import io.parley.server.task.Chore;
import io.parley.server.task.Job;
import io.parley.server.task.Progress;
import io.parley.server.task.TaskFiles;
import io.parley.store.Store;
import io.parley.store.retention.Cleanups;
import io.parley.store.retention.Erasures;
import io.parley.store.rows.Erasure;
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
final class ChoreJob implements Job {
    private final Store store;
    private final TaskFiles files;

    ChoreJob(Store store, TaskFiles files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public Set<String> kinds() {
        return Chore.KINDS;
    }

    @Override
    public long perform(Task task, Path file, Progress progress) {
        Chore.Request request = Chore.Request.of(task);
        return switch (Chore.valueOf(task.kind())) {
            case CLEANUP -> cleanUp(request, progress);
            case ERASURE -> erase(request, progress);
        };
    }

    private long cleanUp(Chore.Request request, Progress progress) {
        long project = request.projectId();
        Instant before = Objects.requireNonNull(request.before());
        Cleanups cleanups = store.cleanups();
        progress.total(cleanups.count(project, before));
        long cleaned = 0;
        Cleanups.Step step = cleanups.clean(project, Instant.EPOCH, before);
        while (step.messages() > 0) {
            cleaned += step.messages();
            progress.done(step.messages());
            step = cleanups.clean(project, step.reached(), before);
        }
        store.quarantine().forgetBefore(project, before);
        cleanups.dropFiles(project, before).forEach(files::delete);
        if (cleaned > 0) {
            store.wipeDeleted();
        }
        return cleaned;
    }

    private long erase(Chore.Request request, Progress progress) {
        Erasures erasures = store.erasures();
        Erasure erasure = erasures.get(request.projectId(), Objects.requireNonNull(request.clientKey()))
                .orElseThrow(() -> new IllegalStateException("an erasure is noted before its task"));
        progress.total(erasures.count(erasure));
        // This must come first, while the client's names are still known.
        erasures.eraseMentions(erasure).forEach(files::delete);
        long erased = 0;
        Erasures.Reached reached = erasures.eraseSome(erasure, Erasures.Reached.NOTHING);
        while (reached.messages() > 0) {
            erased += reached.messages();
            progress.done(reached.messages());
            reached = erasures.eraseSome(erasure, reached);
        }
        erasures.eraseClient(erasure);
        // This must come after the deletion: only now can no new report contain data of the client.
        erasures.dropFiles(erasure).forEach(files::delete);
        store.wipeDeleted();
        erasures.finish(erasure);
        return erased;
    }
}
