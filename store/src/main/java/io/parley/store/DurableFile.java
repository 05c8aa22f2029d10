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
 * Durable writes of files, which survive a power failure. A file gets its name only after its content is on disk, and
 * the methods return only after the name is on disk.
 */
public final class DurableFile {
    private DurableFile() {}

    /** Renames a complete file, replacing an existing one. */
    public static void name(Path unnamed, Path file) throws IOException {
        force(unnamed);
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file);
    }

    /**
     * Writes a short file, replacing an existing one.
     *
     * @param attributes attributes of the created file
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

    /** Forces a file's content to disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the directory entries of a file's folder to disk. */
    public static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Windows cannot open folders, and keeps directory entries consistent itself.
        if (folder != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
