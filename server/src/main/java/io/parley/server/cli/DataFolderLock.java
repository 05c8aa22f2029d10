// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.http.WebServerFolders;
import io.parley.store.IoProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Data folder that is locked by this process. A second process gets an error before it changes anything. The
 * operating system releases the lock when the process ends, even if it is killed.
 */
final class DataFolderLock {
    private static final String LOCK = "parley.lock";
    /** Files of which a folder of Parley has at least one. */
    private static final List<String> OWN = List.of("parley.duckdb", "credentials.json", "reports");

    /** Strong references: Java closes an unreachable channel, which would release its lock. */
    private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    /** Held until {@link #release}, or to the end of the process. */
    private final FileLock lock;

    private DataFolderLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Thrown for a folder that another process has locked. */
    static final class InUse extends IllegalStateException {
        private static final long serialVersionUID = 1;

        InUse(Path folder) {
            super(folder + " is in use by another Parley; stop that one first, or name another folder");
        }
    }

    /** Locks the folder; creates it when missing. */
    static DataFolderLock take(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            FileChannel file =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = tryLock(file);
                if (lock == null) {
                    throw new InUse(folder);
                }
                HELD.add(lock);
                // Another folder that was named by mistake keeps its permissions.
                if (OWN.stream().map(folder::resolve).anyMatch(Files::exists)) {
                    PrivateFiles.restrict(folder);
                }
                FileSystemUtils.deleteRecursively(folder.resolve(WebServerFolders.NAME));
                return new DataFolderLock(folder, lock);
            } catch (Throwable e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot use the folder " + folder + ": " + IoProblem.in(e)
                    + ". Make it writable for this user, or name another one with --data");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    Path path() {
        if (!lock.isValid()) {
            throw new IllegalStateException(folder + " was let go");
        }
        return folder;
    }

    /** Returns whether a file of the folder is the lock file, or belongs to this process in another way. */
    boolean isOwn(Path file) {
        return file.startsWith(folder.resolve(WebServerFolders.NAME)) || file.endsWith(LOCK);
    }

    /** Releases the lock before the process ends. */
    void release() {
        HELD.remove(lock);
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all files in the folder. */
    void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !isOwn(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
