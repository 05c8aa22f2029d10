// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.backup.AdminSocket;
import io.parley.server.backup.Backup;
import io.parley.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley backup} of an embedded store, with or without a running server. */
@Command(
        name = "backup",
        description =
                "Writes the embedded store and the files of its reports to a new folder, while the server goes on or stands still.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TARGET", description = "A folder that is not there yet, on the server's machine.")
    private Path target = Path.of("");

    @Option(
            names = "--data",
            defaultValue = "${env:PARLEY_DATA:-data}",
            description = "The server's data folder. Default: the variable PARLEY_DATA, or data")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("there is no folder " + data);
        }
        ProgressDisplay progress = new ProgressDisplay(System.out, "rows", 0);
        if (!AdminSocket.backUp(data, target, progress::add)) {
            DataFolderLock folder = DataFolderLock.take(data);
            try (Store store = Store.embedded(folder.path(), Clock.systemUTC())) {
                new Backup(target).make(store, folder.path(), Clock.systemUTC(), (table, more) -> progress.add(more));
            }
        }
        progress.end();
        System.out.println("backup in " + target);
        return 0;
    }
}
