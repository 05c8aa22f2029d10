// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {
    private static final int COLLECTIONS = 10;

    @TempDir
    Path folder;

    @Test
    void aFolderStaysTakenWhenNothingRefersToWhatTookIt() {
        WeakReference<DataFolderLock> taken = new WeakReference<>(DataFolderLock.take(folder));
        for (int i = 0; i < COLLECTIONS || taken.get() != null; i++) {
            System.gc();
        }
        assertThatThrownBy(() -> DataFolderLock.take(folder))
                .hasMessageStartingWith(folder + " is in use by another Parley");
    }
}
