// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.store.DurableFile;
import io.parley.store.task.SharedTaskFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of tasks. A file gets its final name only when it is complete. Nodes that share a store also keep the files
 * in the store, and a node copies a file of another node to its folder on demand.
 */
public final class TaskFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFiles.class);

    /** Files that are looked up in one query. */
    private static final int AT_ONCE = 1_000;

    /** Ends the names of files that are being written. */
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final Optional<SharedTaskFiles> shared;

    /** @param shared empty when this is the only node */
    TaskFiles(Path folder, Optional<SharedTaskFiles> shared) {
        this.folder = folder;
        this.shared = shared;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a task's file while it is written. */
    Path partialFile(String taskId) {
        return folder.resolve(taskId + PARTIAL);
    }

    void finish(String taskId) throws IOException {
        if (shared.isPresent()) {
            shared.get().put(taskId, partialFile(taskId));
        }
        DurableFile.name(partialFile(taskId), whole(taskId));
    }

    /** Returns the file of a completed task; empty when it was deleted. */
    public Optional<Path> find(String taskId) throws IOException {
        Path whole = whole(taskId);
        if (!Files.exists(whole) && shared.isPresent()) {
            Path coming = folder.resolve(taskId + "." + UUID.randomUUID() + PARTIAL);
            if (shared.get().fetch(taskId, coming)) {
                DurableFile.name(coming, whole);
            }
        }
        return Files.exists(whole) ? Optional.of(whole) : Optional.empty();
    }

    /** Deletes a task's file, complete or not, from this node and from the store. */
    public void delete(String taskId) {
        deleteHere(taskId);
        shared.ifPresent(files -> files.delete(taskId));
    }

    /** Deletes a task's file from this node only, because another node may have put its own into the store. */
    void deleteHere(String taskId) {
        try {
            Files.deleteIfExists(partialFile(taskId));
            Files.deleteIfExists(whole(taskId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes files of this node that no completed task has: those of an interrupted process, and those that an older
     * backup contained beside its tasks. To be called before any task is run.
     *
     * @param withFiles returns which of these tasks have a file
     */
    void deleteOrphans(UnaryOperator<Set<String>> withFiles) {
        try (Stream<Path> all = Files.list(folder)) {
            Set<String> names = new HashSet<>();
            Iterator<Path> files = all.iterator();
            while (files.hasNext()) {
                names.add(files.next().getFileName().toString());
                if (names.size() == AT_ONCE || !files.hasNext()) {
                    names.removeAll(withFiles.apply(Set.copyOf(names)));
                    if (shared.isPresent()) {
                        // Whole files are copies, or those of an embedded store that was used before.
                        names.removeIf(name -> !name.endsWith(PARTIAL));
                    }
                    names.forEach(this::deleteOrphan);
                    names.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private void deleteOrphan(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.warn("a file that belongs to no task could not be deleted: {}", e.toString());
        }
    }

    /**
     * Deletes files of this node that were last written before then: leftovers of crashes, and files of tasks that
     * another node deleted.
     */
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
            // The file was deleted meanwhile, or cannot be deleted now; continue with the others.
            LOG.warn("an old file could not be deleted: {}", e.toString());
        }
    }

    private Path whole(String taskId) {
        return folder.resolve(taskId);
    }
}
