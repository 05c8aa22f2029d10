// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileHasItsNameOnlyWhenTheDiskHasItsContentAndThenTheDiskGetsTheName() throws Exception {
        Path unnamed = Files.writeString(folder.resolve("a.part"), "whole");
        Path file = Files.writeString(folder.resolve("a"), "before");
        List<Path> forced = FsyncRecorder.during(() -> DurableFile.name(unnamed, file));
        assertThat(forced).containsExactly(unnamed, folder);
        assertThat(file).hasContent("whole");
        assertThat(unnamed).doesNotExist();
    }

    @Test
    void aShortFileTakesThePlaceOfAnotherAsAWhole() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "before");
        Files.writeString(folder.resolve("a.new"), "left by a crash");
        List<Path> forced = FsyncRecorder.during(() -> DurableFile.write(
                file, "after", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
        assertThat(forced).containsExactly(folder.resolve("a.new"), folder);
        assertThat(file).hasContent("after");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(folder.resolve("a.new")).doesNotExist();
    }
}
