// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/**
 * Files that are to be there, and whole, after the machine lost its power: one has its name only when the disk has its content, and what was
 * done returns only when the disk has its name.
 */
public final class KeptFile {
    private KeptFile() {}

    /** Gives a file that is whole its name, in place of another that has it. */
    public static void name(Path unnamed, Path file) throws IOException {
        force(unnamed);
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file);
    }

    /**
     * Writes a short file, in place of another of that name.
     *
     * @param attributes with which it is made
     */
    public static void write(Path file, String content, FileAttribute<?>... attributes) throws IOException {
        Path unnamed = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unnamed);
        Files.createFile(unnamed, attributes);
        try {
            Files.write(unnamed, content.getBytes(StandardCharsets.UTF_8));
            name(unnamed, file);
        } finally {
            Files.deleteIfExists(unnamed);
        }
    }

    /** Has the disk take a file's content. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Has the disk take the names in the folder of a file. */
    public static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Windows opens no folders, and keeps names in order by itself.
        if (folder != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
