// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeLibraryTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not list mapped files")
    void theUnpackedFileIsGoneAsSoonAsTheLibraryIsLoaded() throws IOException {
        NativeLibrary.load();
        List<String> mapped;
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            mapped = lines.filter(line -> line.contains("libduckdb_java")).toList();
        }
        assertThat(mapped).isNotEmpty().allMatch(line -> line.endsWith("(deleted)"));
    }
}
