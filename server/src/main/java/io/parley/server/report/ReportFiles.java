package io.parley.server.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder with the reports' files. A file has its final name only when it is whole. */
final class ReportFiles {
    private final Path folder;

    ReportFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a task's file is, once it is whole. */
    Path whole(String taskId) {
        return folder.resolve(taskId);
    }

    /** Where a task's file grows. */
    Path growing(String taskId) {
        return folder.resolve(taskId + ".part");
    }

    void finish(String taskId) throws IOException {
        Files.move(growing(taskId), whole(taskId), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String taskId) {
        try {
            Files.deleteIfExists(growing(taskId));
            Files.deleteIfExists(whole(taskId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
