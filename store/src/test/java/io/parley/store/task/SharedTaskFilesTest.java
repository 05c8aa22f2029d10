// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTaskFilesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @TempDir
    Path folder;

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void aFileOfSeveralPiecesComesBackAsItWas(TestEngine engine) throws Exception {
        byte[] bytes = new byte[2_500_000];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        Path target = folder.resolve("target");
        try (Store store = engine.open(clock)) {
            SharedTaskFiles files = store.sharedTaskFiles().orElseThrow();
            assertThat(files.fetch("a", target)).isFalse();
            assertThat(target).doesNotExist();
            files.put("a", file);
            // A worker that restarts a task writes its file again.
            files.put("a", Files.write(file, new byte[] {1, 2, 3}));
            assertThat(files.fetch("a", target)).isTrue();
            assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
            files.put("a", Files.write(file, bytes));
            assertThat(files.fetch("a", target)).isTrue();
            assertThat(target).hasBinaryContent(bytes);
            files.delete("a");
            assertThat(files.fetch("a", target)).isFalse();
        }
    }

    @Test
    void aStoreThatOneProcessHasForItselfKeepsNoFilesForOthers() {
        try (Store store = TestEngine.DUCKDB.open(clock)) {
            assertThat(store.sharedTaskFiles()).isEmpty();
        }
    }
}
