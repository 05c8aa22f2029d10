// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.KeptFile;
import io.parley.store.task.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that tasks write. A file has its final name only when it is whole. Where nodes share a store, the store has the files, too, and a
 * node fetches into its folder what another one wrote.
 */
public final class TaskFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFiles.class);

    private final Path folder;
    private final Optional<SharedFiles> shared;

    /** @param shared empty when this is the only node */
    TaskFiles(Path folder, Optional<SharedFiles> shared) {
        this.folder = folder;
        this.shared = shared;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a task's file grows. */
    Path growing(String taskId) {
        return folder.resolve(taskId + ".part");
    }

    void finish(String taskId) throws IOException {
        if (shared.isPresent()) {
            shared.get().put(taskId, growing(taskId));
        }
        KeptFile.name(growing(taskId), whole(taskId));
    }

    /** The file that a completed task wrote; empty when it is no longer there. */
    public Optional<Path> find(String taskId) throws IOException {
        Path whole = whole(taskId);
        if (!Files.exists(whole) && shared.isPresent()) {
            Path coming = folder.resolve(taskId + "." + UUID.randomUUID() + ".part");
            if (shared.get().fetch(taskId, coming)) {
                KeptFile.name(coming, whole);
            }
        }
        return Files.exists(whole) ? Optional.of(whole) : Optional.empty();
    }

    /** Deletes a task's file, whole or growing, wherever it is known here. */
    public void delete(String taskId) {
        deleteHere(taskId);
        shared.ifPresent(files -> files.delete(taskId));
    }

    /** Deletes what this node has of a task's file, and not what another one may have put into the store. */
    void deleteHere(String taskId) {
        try {
            Files.deleteIfExists(growing(taskId));
            Files.deleteIfExists(whole(taskId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes from the folder here what nobody wrote to since then: what a crash left, and files of tasks that another node deleted. */
    void deleteUntouchedSince(Instant moment) {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                deleteUntouchedSince(moment, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteUntouchedSince(Instant moment, Path file) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Another one deleted it, or it cannot be deleted just now; others can.
            LOG.warn("an old file could not be deleted: {}", e.toString());
        }
    }

    private Path whole(String taskId) {
        return folder.resolve(taskId);
    }
}
