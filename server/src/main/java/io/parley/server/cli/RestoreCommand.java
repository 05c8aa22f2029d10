// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.backup.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley restore}. */
@Command(
        name = "restore",
        description = "Makes a data folder of a backup, after checking that it is whole.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "What `parley backup` wrote.")
    private Path backup = Path.of("");

    @Option(names = "--data", required = true, description = "A new or empty folder.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        DataFolderLock folder = DataFolderLock.take(data);
        new Backup(backup).restore(folder.path(), folder::isOwn);
        System.out.println("restored to " + data + "; start with: parley serve --data " + data);
        return 0;
    }
}
