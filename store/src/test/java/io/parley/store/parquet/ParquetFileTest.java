// SPDX-License-Identifier: Apache-2.0
package io.parley.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatCannotBeBegunLeavesNoDatabaseOpenAndNoFile() throws IOException {
        // A table has to have columns.
        assertThatThrownBy(() -> new ParquetFile(folder.resolve("a"), List.of()).close())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write Parquet: ");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(ParquetFileTest::target)).noneMatch(file -> file.startsWith(folder.toString()));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
