// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder for temporary files of the web server, in the data folder. In the system's folder a process that is killed
 * would leave its files for good.
 */
final class TemporaryFolder {
    static final String NAME = "parley.tmp";

    private TemporaryFolder() {}

    /**
     * Removes what an earlier process has left.
     *
     * @param data a folder that this process has locked
     */
    static void clear(Path data) throws IOException {
        Path folder = data.resolve(NAME);
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
