// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.StoreCopy;
import io.parley.store.StoreLocation;
import io.parley.store.TableChecksum;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley copy}: copies a store to the other engine. */
@Command(
        name = "copy",
        description =
                "Copies a store that nobody serves to another place, and compares both. When it is interrupted, run it again."
                        + " The files of reports go with it.",
        mixinStandardHelpOptions = true)
final class CopyCommand implements Callable<Integer> {
    private static final String PLACES =
            " a folder, or jdbc:postgresql://HOST/DATABASE?user=…&password=…; or the variable ";
    private static final String FROM = "PARLEY_FROM";
    private static final String TO = "PARLEY_TO";

    @Option(names = "--from", paramLabel = "STORE", description = "The store:" + PLACES + FROM)
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "STORE", description = "Where it shall be, an empty place:" + PLACES + TO)
    private @Nullable String to;

    @Override
    public Integer call() {
        StoreLocation source = place(from, "--from", FROM);
        StoreLocation target = place(to, "--to", TO);
        if (source instanceof StoreLocation.Folder folder && !Files.isDirectory(folder.path())) {
            throw new IllegalArgumentException("there is no folder " + folder.path());
        }
        if (source.equals(target)) {
            throw new IllegalArgumentException("source and target are the same");
        }
        try (TakenPlace one = TakenPlace.take(source);
                TakenPlace other = TakenPlace.take(target)) {
            ProgressDisplay progress = new ProgressDisplay(System.out, "rows", 0);
            Map<String, TableChecksum> sums = StoreCopy.between(
                    one.place(), other.place(), Clock.systemUTC(), (table, more) -> progress.add(more));
            progress.end();
            sums.forEach((table, sum) -> System.out.printf(
                    Locale.ROOT, "%-24s %,14d rows  checksum %016x%n", table, sum.rows(), sum.checksum()));
            System.out.println("both are the same");
        }
        return 0;
    }

    private static StoreLocation place(@Nullable String given, String option, String variable) {
        String address = given == null ? System.getenv(variable) : given;
        if (address == null || address.isBlank()) {
            throw new IllegalArgumentException("name the store with " + option + " or " + variable);
        }
        return StoreAddress.any(address);
    }

    /** Location of a store. A folder is locked against other processes until this is closed. */
    private record TakenPlace(StoreLocation place, @Nullable DataFolderLock folder) implements AutoCloseable {
        static TakenPlace take(StoreLocation place) {
            return new TakenPlace(
                    place, place instanceof StoreLocation.Folder it ? DataFolderLock.take(it.path()) : null);
        }

        @Override
        public void close() {
            if (folder != null) {
                folder.release();
            }
        }
    }
}
