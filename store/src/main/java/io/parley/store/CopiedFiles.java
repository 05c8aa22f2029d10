// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreFailure;
import io.parley.store.rows.SmallTables;
import io.parley.store.task.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The copy of the files of tasks between stores: a database has them in a table, an embedded store in a folder. */
final class CopiedFiles {
    /** Suffix of the name of an incomplete file. */
    private static final String UNFINISHED = ".part";

    private CopiedFiles() {}

    /** Copies all files; existing ones are overwritten. */
    static void copy(StorePlace source, Engine from, StorePlace target, Engine to) {
        try {
            Path folder = switch (target) {
                case StorePlace.Folder place -> Files.createDirectories(place.files());
                case StorePlace.Database place -> Files.createTempDirectory("parley-files");
            };
            for (String each : names(source, from)) {
                Path file = folder.resolve(each);
                Path unfinished = folder.resolve(each + UNFINISHED);
                switch (source) {
                    case StorePlace.Folder place ->
                        Files.copy(place.files().resolve(each), unfinished, StandardCopyOption.REPLACE_EXISTING);
                    case StorePlace.Database place -> new SharedFiles(from).fetch(each, unfinished);
                }
                KeptFile.name(unfinished, file);
                if (target instanceof StorePlace.Database) {
                    new SharedFiles(to).put(each, file);
                    Files.delete(file);
                }
            }
            if (target instanceof StorePlace.Database) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new StoreFailure("cannot copy the files of tasks: " + e, e);
        }
    }

    private static List<String> names(StorePlace source, Engine from) throws IOException {
        return switch (source) {
            case StorePlace.Folder place -> {
                if (!Files.isDirectory(place.files())) {
                    yield List.of();
                }
                try (Stream<Path> files = Files.list(place.files())) {
                    yield files.map(file -> file.getFileName().toString())
                            .filter(each -> !each.endsWith(UNFINISHED))
                            .toList();
                }
            }
            case StorePlace.Database place ->
                from.sql()
                        .selectDistinct(SmallTables.TASK_FILE.taskId)
                        .from(table(name(StoredTable.FILES)))
                        .fetch(SmallTables.TASK_FILE.taskId);
        };
    }
}
