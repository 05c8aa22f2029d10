// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ./parley bench …}. */
@Command(
        name = "bench",
        description = "Measures the packaged product. Tables go to stdout, what is being done to stderr.",
        mixinStandardHelpOptions = true,
        subcommands = {
            QueriesCommand.class,
            ReportsCommand.class,
            IngestCommand.class,
            ScaleCommand.class,
            LoadCommand.class,
            SizeCommand.class,
            SmallCommand.class
        })
public final class Bench {
    private static List<String> arguments = List.of();

    private Bench() {}

    /** Returns the command line and the commit of the code. */
    static String run() {
        return "`./parley bench " + String.join(" ", arguments) + "` at " + commit();
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "no commit" : said;
        } catch (IOException e) {
            return "no commit";
        }
    }

    public static void main(String[] args) {
        arguments = List.of(args);
        System.exit(commandLine().execute(args));
    }

    /** Returns the command {@code bench} with all its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }
}
