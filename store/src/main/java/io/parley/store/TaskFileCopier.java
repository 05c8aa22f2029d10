// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import io.parley.store.table.SmallTables;
import io.parley.store.task.SharedTaskFiles;
import io.parley.store.task.TaskRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The copy of the files of tasks between stores: a database has them in a table, an embedded store in a folder. */
final class TaskFileCopier {
    /** Suffix of the name of an incomplete file. */
    private static final String UNFINISHED = ".part";

    private TaskFileCopier() {}

    /** Copies the files that tasks have; existing ones are overwritten, and files without a task are left out. */
    static void copy(StoreLocation source, Engine from, StoreLocation target, Engine to) {
        try {
            Path folder = switch (target) {
                case StoreLocation.Folder place -> Files.createDirectories(place.files());
                case StoreLocation.Database place -> Files.createTempDirectory("parley-files");
            };
            Set<String> ofTasks = TaskRepository.withFiles(from.sql(), null);
            for (String each :
                    names(source, from).stream().filter(ofTasks::contains).toList()) {
                Path file = folder.resolve(each);
                Path unfinished = folder.resolve(each + UNFINISHED);
                switch (source) {
                    case StoreLocation.Folder place ->
                        Files.copy(place.files().resolve(each), unfinished, StandardCopyOption.REPLACE_EXISTING);
                    case StoreLocation.Database place -> new SharedTaskFiles(from).fetch(each, unfinished);
                }
                DurableFile.name(unfinished, file);
                if (target instanceof StoreLocation.Database) {
                    new SharedTaskFiles(to).put(each, file);
                    Files.delete(file);
                }
            }
            if (target instanceof StoreLocation.Database) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new StoreException("cannot copy the files of tasks: " + e, e);
        }
    }

    private static List<String> names(StoreLocation source, Engine from) throws IOException {
        return switch (source) {
            case StoreLocation.Folder place -> {
                if (!Files.isDirectory(place.files())) {
                    yield List.of();
                }
                try (Stream<Path> files = Files.list(place.files())) {
                    yield files.map(file -> file.getFileName().toString())
                            .filter(each -> !each.endsWith(UNFINISHED))
                            .toList();
                }
            }
            case StoreLocation.Database place ->
                from.sql()
                        .selectDistinct(SmallTables.TASK_FILE.taskId)
                        .from(table(name(TableMetadata.FILES)))
                        .fetch(SmallTables.TASK_FILE.taskId);
        };
    }
}
