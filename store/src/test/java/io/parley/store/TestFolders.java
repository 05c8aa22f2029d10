// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data folders of embedded stores in tests, in one folder for each process, which is deleted when the process ends.
 */
final class TestFolders {
    private static @Nullable Path root;
    private static @Nullable Path migrated;

    private TestFolders() {}

    /** Returns a new, empty folder. */
    static synchronized Path newFolder() {
        try {
            if (root == null) {
                root = Files.createTempDirectory("parley-stores");
                Runtime.getRuntime().addShutdownHook(new Thread(TestFolders::delete));
            }
            return Files.createTempDirectory(root, "store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a new folder with the files of an empty store. They are migrated once for each process and then copied.
     */
    static Path newStore() {
        Path source = migrated();
        Path folder = newFolder();
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path migrated() {
        if (migrated == null) {
            Path folder = newFolder();
            TestEngine.make(new StoreLocation.Folder(folder));
            migrated = folder;
        }
        return migrated;
    }

    private static synchronized void delete() {
        Path all = root;
        if (all == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(all)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // An embedded engine that is still open deletes its own temporary files.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
