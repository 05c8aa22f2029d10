// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.page.PageRequest;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.task.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPurgerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatIsOldGoesAndWhatIsNewStays() throws Exception {
        SettableClock then = new SettableClock(NOW.minus(Duration.ofDays(31)));
        try (Store store = Store.embedded(folder.resolve("store"), then)) {
            TaskFiles files = new TaskFiles(folder.resolve("reports"), Optional.empty());
            store.tasks().add("old", 1, null, "MESSAGES", "{}", "a.csv");
            store.tasks().claim("w", List.of("MESSAGES"), List.of());
            Files.writeString(files.partialFile("old"), "…");
            files.finish("old");
            store.tasks().complete("old", "w", 1);
            store.tasks().add("waiting", 1, null, "MESSAGES", "{}", "b.csv");
            Files.writeString(files.partialFile("crashed"), "…");
            Files.setLastModifiedTime(files.partialFile("crashed"), FileTime.from(then.instant()));
            Files.writeString(files.partialFile("growing"), "…");
            Files.setLastModifiedTime(files.partialFile("growing"), FileTime.from(NOW));
            then.advance(Duration.ofDays(31));

            try (TaskPurger taskPurger =
                    new TaskPurger(store.tasks(), files, Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC))) {
                taskPurger.purge();
            }
            assertThat(store.tasks()
                            .list(1, null, List.of("MESSAGES"), new PageRequest(0, 100))
                            .rows())
                    .singleElement()
                    .satisfies(task -> assertThat(task.status()).isEqualTo(TaskStatus.CREATED));
            assertThat(files.find("old")).isEmpty();
            assertThat(files.partialFile("crashed")).doesNotExist();
            assertThat(files.partialFile("growing")).exists();
        }
    }

    @Test
    void aFileThatCannotBeDeletedKeepsNoOther() throws Exception {
        SettableClock clock = new SettableClock(NOW.minus(Duration.ofDays(31)));
        try (Store store = Store.embedded(folder.resolve("store"), clock)) {
            TaskFiles files = new TaskFiles(folder.resolve("reports"), Optional.empty());
            for (String id : List.of("a", "b", "c")) {
                store.tasks().add(id, 1, null, "MESSAGES", "{}", "a.csv");
                store.tasks().claim("w", List.of("MESSAGES"), List.of());
                store.tasks().complete(id, "w", 1);
                // Deleting it as a file fails, because it is a folder that is not empty.
                Path stuck = Files.createDirectories(folder.resolve("reports").resolve(id));
                Files.writeString(stuck.resolve("file"), "…");
            }
            Files.delete(folder.resolve("reports/b/file"));
            clock.advance(Duration.ofDays(31));
            try (TaskPurger taskPurger = new TaskPurger(store.tasks(), files, Duration.ofDays(30), clock)) {
                taskPurger.purge();
            }
            assertThat(folder.resolve("reports/a")).exists();
            assertThat(folder.resolve("reports/b")).doesNotExist();
            assertThat(folder.resolve("reports/c")).exists();
        }
    }
}
