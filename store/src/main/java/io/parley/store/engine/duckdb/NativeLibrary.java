// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import io.parley.store.engine.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's native library. The driver unpacks it into Java's temporary folder at each start, under a new name of 72 MB,
 * and deletes it at an orderly end only. This class has the driver load it, and deletes the file at once: the mapped
 * library does not need it.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    private static final String NAME = "libduckdb_java";

    /** Where Linux lists the files that this process has mapped. */
    private static final Path MAPPED = Path.of("/proc/self/maps");

    /** Difference between the clock of a file system and ours. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static boolean loaded;
    private static @Nullable String failure;

    private NativeLibrary() {}

    /** @throws StoreException with the folder and the reason, when the library cannot be loaded */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        if (failure != null) {
            // Java does not try a second time.
            throw new StoreException(failure);
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Instant begun = now().minus(TOLERANCE);
        try {
            Class.forName("org.duckdb.DuckDBNative");
            loaded = true;
            deleteMapped();
        } catch (ClassNotFoundException | LinkageError e) {
            deleteRemains(folder, begun);
            failure = words(folder, e);
            throw new StoreException(failure);
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    private static String words(Path folder, Throwable e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        String advice = message.contains("failed to map segment")
                ? "The file system of that folder is probably mounted noexec, so that no library can be loaded from it."
                : message.contains("No space left")
                        ? "The library needs 80 MB there."
                        : "The folder must exist, be writable, and permit to load libraries from it.";
        return "cannot load the native library of the embedded store from the temporary folder " + folder + ": "
                + message + ". " + advice
                + " Name another folder with -Djava.io.tmpdir=DIR, for example in PARLEY_JAVA_OPTS";
    }

    /** Does nothing on systems that do not list mapped files: there the driver deletes the file at the end. */
    private static void deleteMapped() {
        try {
            List<String> mapped = Files.readAllLines(MAPPED);
            for (String line : mapped) {
                int path = line.indexOf('/');
                if (path >= 0 && line.contains(NAME)) {
                    Files.deleteIfExists(Path.of(line.substring(path)));
                }
            }
        } catch (IOException | RuntimeException notLinux) {
            LOG.debug("the unpacked library stays until the end", notLinux);
        }
    }

    /** Deletes the file, or the part of one, that could not be loaded. */
    private static void deleteRemains(Path folder, Instant since) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAME + "*.so")) {
            for (Path file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("the remains of the library could not be deleted", e);
        }
    }
}
