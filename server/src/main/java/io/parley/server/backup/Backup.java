// SPDX-License-Identifier: Apache-2.0
package io.parley.server.backup;

import io.parley.store.DurableFile;
import io.parley.store.IoProblem;
import io.parley.store.StoreCopy;
import io.parley.store.StoreLocation;
import io.parley.store.TableChecksum;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Backup folder: an embedded store, the files of reports, and a list of both with their hashes. The list is written
 * last. The folder gets its final name only when the backup is complete.
 */
public final class Backup {
    private static final String LIST = "backup.json";
    private static final String REPORTS = "reports";
    private static final String UNFINISHED = ".part";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    public Backup(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Contents of a backup's list.
     *
     * @param tables checksums by table
     * @param files SHA-256 by path relative to the folder
     */
    record Contents(Instant madeAt, Map<String, TableChecksum> tables, Map<String, String> files) {}

    /**
     * Creates the backup. The store may be in use: the backup is a snapshot of the moment at which it begins.
     *
     * @param data the data folder, which contains the reports
     * @throws IllegalArgumentException when the backup's folder already exists and is not empty
     */
    public void make(StoreCopy.Source store, Path data, Clock clock, StoreCopy.ProgressListener progress) {
        try {
            requireFree(folder);
            Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(unfinished);
            Instant now = clock.instant();
            Map<String, TableChecksum> tables = store.copyTo(
                    new StoreLocation.Folder(unfinished),
                    progress,
                    tasks -> copyReports(tasks, data.resolve(REPORTS), unfinished.resolve(REPORTS)));
            Contents contents = new Contents(now, tables, digests(unfinished));
            DurableFile.write(unfinished.resolve(LIST), JSON.writeValueAsString(contents) + "\n");
            Files.deleteIfExists(folder);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.forceFolder(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("cannot write the backup to " + folder + ": " + IoProblem.in(e), e);
        }
    }

    /**
     * Copies the backup's files into a data folder.
     *
     * @param isFree whether a file that already exists in the folder may stay
     * @throws IllegalArgumentException when this is no backup or a damaged one, or when the folder contains other
     *     files
     */
    public void restore(Path data, Predicate<Path> isFree) {
        try {
            Contents contents = contents();
            Files.createDirectories(data);
            try (Stream<Path> there = Files.list(data)) {
                if (there.anyMatch(each -> !isFree.test(each))) {
                    throw new IllegalArgumentException(data + " is not empty; restore into a new folder");
                }
            }
            for (Map.Entry<String, String> file : contents.files().entrySet()) {
                Path source = inside(folder, file.getKey());
                if (!Files.exists(source) || !digest(source).equals(file.getValue())) {
                    throw new IllegalArgumentException(
                            "the backup is damaged: " + file.getKey() + " is not what it was");
                }
            }
            for (String file : contents.files().keySet()) {
                Path target = inside(data, file);
                Files.createDirectories(target.getParent());
                Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
                Files.copy(inside(folder, file), unfinished, StandardCopyOption.REPLACE_EXISTING);
                DurableFile.name(unfinished, target);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot restore the backup to " + data + ": " + IoProblem.in(e), e);
        }
    }

    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IllegalArgumentException("the backup is damaged: it names a file outside of it");
        }
        return file;
    }

    private Contents contents() throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            throw new IllegalArgumentException(folder + " is no backup: it has no " + LIST);
        }
        return JSON.readValue(Files.readString(list), Contents.class);
    }

    private static void requireFree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> there = Files.list(folder)) {
                    if (there.findAny().isEmpty()) {
                        return;
                    }
                }
            }
            throw new IllegalArgumentException("there is something at " + folder + " already; name a new folder");
        }
    }

    /**
     * Copies the files of tasks. Files of other tasks, for example of those that ended after the snapshot, are left out:
     * the restored store would never delete them.
     *
     * @return tasks whose file was deleted meanwhile
     */
    private static Set<String> copyReports(Set<String> tasks, Path from, Path to) {
        Set<String> gone = new HashSet<>();
        try {
            Files.createDirectories(to);
            for (String task : tasks) {
                try {
                    Files.copy(from.resolve(task), to.resolve(task));
                } catch (NoSuchFileException deleted) {
                    Files.deleteIfExists(to.resolve(task));
                    gone.add(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gone;
    }

    private static SequencedMap<String, String> digests(Path folder) throws IOException {
        SequencedMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                DurableFile.force(file);
                DurableFile.forceFolder(file);
                digests.put(folder.relativize(file).toString().replace('\\', '/'), digest(file));
            }
        }
        return digests;
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
